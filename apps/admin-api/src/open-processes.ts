import { join } from 'node:path';
import type { Configuration, RunningProcesses } from '#platform/http';
import type { HealthCheck, Metrics } from '#platform/observability';
import {
  commandsOf,
  engineFault,
  lagOf,
  parkedFault,
  ProcessThread,
  type ProcessStatus,
} from '#platform/processes';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';
import type { History } from './open-history.js';
import { CONTEXT_PROCESSES } from './process-definitions.js';
import type { ReadStoreOptions } from './processes.worker.js';

/** In the data directory: what processes intend and since when they act, which the ledger does not tell. */
export const PROCESS_FILE = 'processes.sqlite';

/** Starts the processes' thread. Of several servers over one data directory one leads, the others stand by. */
export async function openProcesses(
  { eventStore, dataDir }: Configuration,
  { ledger, clock }: History,
  opened: Opened,
): Promise<RunningProcesses> {
  const thread = await ProcessThread.start<ReadStoreOptions>({
    entry: workerEntry(import.meta.url, './processes.worker'),
    file: join(dataDir, PROCESS_FILE),
    store: { eventStore, dataDir },
    drivenNow: ledger.clock === 'driven' ? clock.now() : null,
  });
  opened.add(() => thread.stop());
  return {
    commands: commandsOf(CONTEXT_PROCESSES),
    status: () => thread.status(),
    serve: (dispatch) => thread.serve(dispatch),
    hold: () => thread.hold(),
    settle: (now) => thread.settle(now),
  };
}

/** Not ready when deadlines do not come about; degraded when something waits for somebody to decide. */
export const processChecks = ({ status }: Pick<RunningProcesses, 'status'>): readonly HealthCheck[] => [
  { name: 'processes', check: () => Promise.resolve(engineFault(status())) },
  { name: 'process-outbox', degradesOnly: true, check: () => Promise.resolve(parkedFault(status())) },
];

/** Gauges of every process. `reached`: an ordinal others have read up to. */
export function measureProcesses(
  metrics: Metrics,
  { status }: Pick<RunningProcesses, 'status'>,
  now: () => string,
  reached: () => number,
): void {
  const gauge = (name: string, help: string, value: (process: ProcessStatus) => number): void =>
    metrics.gauge({
      name,
      help,
      labels: ['process'],
      read: () => status().processes.map((each) => ({ labels: { process: each.name }, value: value(each) })),
    });
  gauge(
    'civitas_process_outbox_open',
    'Commands of a process that wait to be done',
    ({ outbox }) => outbox.open,
  );
  gauge(
    'civitas_process_outbox_parked',
    'Commands of a process that were refused and wait for a decision',
    ({ outbox }) => outbox.parked,
  );
  gauge(
    'civitas_process_timers_pending',
    'Timers of a process that have not fired',
    ({ timers }) => timers.pending,
  );
  gauge(
    'civitas_process_timer_late_seconds',
    'How long ago the earliest timer that has not fired was due; 0 while none is',
    ({ timers: { nextDueAt } }) =>
      nextDueAt === null ? 0 : Math.max(0, (Date.parse(now()) - Date.parse(nextDueAt)) / 1000),
  );
  gauge('civitas_process_lag_events', 'Events of the ledger that a process has not taken in', (process) =>
    lagOf(status(), process, reached()),
  );
}
