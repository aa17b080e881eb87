import { Metrics } from '#platform/observability';
import type { EngineState, EngineStatus, ProcessStatus } from '#platform/processes';
import { measureProcesses } from './open-processes.js';

const reminder: ProcessStatus = {
  name: 'reminder',
  version: 1,
  state: 'active',
  reason: null,
  ordinal: 3,
  fence: 0,
  outbox: { open: 0, parked: 0 },
  timers: { pending: 0, nextDueAt: null },
  parked: [],
};

async function lagShown(state: EngineState, ordinal: number | null, reached: number): Promise<number> {
  const status: EngineStatus = {
    state,
    since: '2021-06-01T00:00:00.000Z',
    reason: null,
    ordinal,
    behindSince: null,
    processes: [reminder],
  };
  const metrics = new Metrics();
  measureProcesses(
    metrics,
    { status: () => status },
    () => '2021-06-01T00:00:00.000Z',
    () => reached,
  );
  return Number(/^civitas_process_lag_events\{process="reminder"\} (\S+)$/m.exec(await metrics.text())?.[1]);
}

describe('the lag of processes', () => {
  it('is what their thread has read and they have not taken in', async () => {
    expect(await lagShown('following', 10, -1)).toBe(7);
  });

  it('is seen by what others have read, where the thread hangs or has stopped', async () => {
    expect(await lagShown('silent', 3, 1203)).toBe(1200);
    expect(await lagShown('stopped', null, 1203)).toBe(1200);
  });

  it('is nothing where another process leads', async () => {
    expect(await lagShown('standby', null, 1203)).toBe(0);
  });
});
