import { join } from 'node:path';
import { localIssuer, providerIssuer, refreshDevToken, TokenVerifier } from '#platform/auth';
import { EventCodec, ledgerCatalogue } from '#platform/event-store';
import {
  type Configuration,
  measureProjections,
  type ProjectionOperations,
  projectionsCheck,
  type Running,
  type RunningProcesses,
  storeCheck,
} from '#platform/http';
import { type HealthCheck, type Log, measureFiles, measureThreads, Metrics } from '#platform/observability';
import { AsOfJobs, projectionsIn, shardFile, ShardedReadModels } from '#platform/projections';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';
import { PROJECTION_SHARDS } from '../../projector/src/shards.js';
import type { ReadStoreOptions } from './as-of.worker.js';
import { clockCheck } from './health-checks.js';
import type { History } from './open-history.js';
import { measureProcesses, processChecks } from './open-processes.js';

const DEV_TOKEN_REFRESH_MS = 6 * 60 * 60 * 1000;

/** The rows of every context's projections, over connections of this process's own. */
export function openReadModels(
  { dataDir }: Configuration,
  { ledger, storeId }: History,
  opened: Opened,
): ShardedReadModels {
  const readModels = new ShardedReadModels(
    PROJECTION_SHARDS.map((shard) => ({
      file: shardFile(dataDir, shard),
      projections: projectionsIn(shard),
      ledger: { ledgerId: ledger.ledgerId, storeId },
    })),
  );
  opened.add(() => readModels.close());
  return readModels;
}

/** Ordinal of the last event that some rows were folded from; -1 before the first. */
const reachedBy = (readModels: Pick<ShardedReadModels, 'status'>): number =>
  Math.max(-1, ...readModels.status().map(({ ordinal }) => ordinal));

/** Rows as they were then, folded on demand from the ledger. */
function openAsOf({ configuration, history, readModels }: RunningParts, opened: Opened): AsOfJobs {
  const { dataDir, eventStore } = configuration;
  const { ledger, storeId, clock } = history;
  const jobs = new AsOfJobs<ReadStoreOptions>({
    directory: join(dataDir, 'as-of'),
    entry: workerEntry(import.meta.url, 'as-of.worker'),
    store: { eventStore, dataDir },
    projections: PROJECTION_SHARDS.flatMap(projectionsIn),
    ledger: { ledgerId: ledger.ledgerId, storeId },
    reached: () => reachedBy(readModels),
    now: () => clock.now(),
  });
  opened.add(() => jobs.close());
  return jobs;
}

export interface RunningParts {
  readonly configuration: Configuration;
  readonly log: Log;
  readonly history: History;
  readonly readModels: ShardedReadModels;
  readonly projections: ProjectionOperations;
  readonly processes: RunningProcesses;
  /** Besides the store's and the read models'. */
  readonly checks: readonly HealthCheck[];
}

/** Puts together what the HTTP side needs. */
export async function openRunning(parts: RunningParts, opened: Opened): Promise<Running> {
  const { configuration, log, history, readModels, projections, processes } = parts;
  const metrics = new Metrics();
  const checks = [
    storeCheck(history.store),
    projectionsCheck(readModels),
    clockCheck(history.clock),
    ...processChecks(processes),
    ...parts.checks,
  ];
  measureProjections(metrics, projections, history.store);
  measureProcesses(
    metrics,
    processes,
    () => history.clock.now(),
    () => reachedBy(readModels),
  );
  measureFiles(metrics, configuration.dataDir);
  opened.add(measureThreads(metrics));
  metrics.gauge({
    name: 'civitas_clock_behind_seconds',
    help: 'How far the system clock lies before the last recorded instant; 0 while it does not',
    read: () => [{ value: history.clock.behindMs() / 1000 }],
  });
  return {
    ...history,
    codec: new EventCodec([ledgerCatalogue, ...CONTEXT_DEFINITIONS.map(({ events }) => events)]),
    readModels,
    asOf: openAsOf(parts, opened),
    progress: readModels,
    projections,
    processes,
    verifier: await openVerifier(configuration, log, opened),
    log,
    metrics,
    checks,
  };
}

/** Checks tokens by the provider's keys, or by our own; then a development token is kept fresh on loopback. */
async function openVerifier(
  { auth, dataDir, loopback }: Configuration,
  log: Log,
  opened: Opened,
): Promise<TokenVerifier> {
  if (auth.kind === 'provider') return new TokenVerifier(await providerIssuer(auth));
  const verifier = new TokenVerifier(await localIssuer(dataDir, loopback));
  await refreshDevToken(dataDir);
  const refresh = (): void => {
    refreshDevToken(dataDir).catch((error: unknown) =>
      log.error({ err: error }, 'the development token was not refreshed'),
    );
  };
  const timer = setInterval(refresh, DEV_TOKEN_REFRESH_MS).unref();
  opened.add(() => clearInterval(timer));
  return verifier;
}
