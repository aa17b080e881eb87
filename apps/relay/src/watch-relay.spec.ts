import type { RelayStatus } from '#platform/messaging';
import { Metrics, readinessOf } from '#platform/observability';
import { measureRelay, relayAloneCheck } from './watch-relay.js';

const WELL: RelayStatus = {
  phase: 'live',
  reason: null,
  ordinal: 7,
  lag: 0,
  behindSince: null,
  parked: [],
  records: 3,
  transactions: 1,
};

/** What a process that only relays answers; `said` is what the relay itself says. */
async function answered(status: Partial<RelayStatus>, said: string | null) {
  const check = { name: 'relay', degradesOnly: true, check: () => Promise.resolve(said) };
  const relay = { status: () => ({ ...WELL, ...status }), check };
  const { ready, degraded, checks } = await readinessOf([relayAloneCheck(relay)]);
  return [ready ? (degraded ? 'degraded' : 'ready') : 'not ready', checks['relay']];
}

describe('a process that does nothing but relay', () => {
  it.each(['live', 'catching-up', 'standby'] as const)('is ready while it is %s', async (phase) => {
    expect(await answered({ phase }, null)).toEqual(['ready', 'ok']);
  });

  it.each(['waiting', 'stopped'] as const)('is not ready while it is %s, and says why', async (phase) => {
    expect(await answered({ phase, reason: 'why' }, 'why')).toEqual(['not ready', 'why']);
  });

  it('is not ready before it is at work', async () => {
    expect(await answered({ phase: 'starting' }, null)).toEqual(['not ready', 'starting']);
  });

  it('is not ready while it stands still behind the store', async () => {
    const behindSince = '2021-06-01T02:00:00.000Z';
    expect(await answered({ behindSince }, 'behind')).toEqual(['not ready', 'behind']);
  });

  it('is degraded where only a key or a topic waits', async () => {
    expect(await answered({}, '1 parked')).toEqual(['degraded', '1 parked']);
  });
});

describe('the measurements of a relay', () => {
  const measured = async (status: Partial<RelayStatus>) => {
    const metrics = new Metrics();
    measureRelay(metrics, { status: () => ({ ...WELL, ...status }) });
    const lines = (await metrics.text()).split('\n');
    return lines.filter((line) => /^civitas_relay_(lag_events|phase)/.test(line));
  };

  it('say how far Kafka is behind', async () => {
    expect(await measured({ lag: 7 })).toContain('civitas_relay_lag_events 7');
  });

  it('show no lag that is not known, and still the phase an alert is about', async () => {
    expect(await measured({ phase: 'stopped', lag: null })).toEqual([
      'civitas_relay_phase{phase="stopped"} 1',
    ]);
  });
});
