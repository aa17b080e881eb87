import { projectionsCheck } from '#platform/http';
import { readinessOf } from '#platform/observability';
import type { ProjectionStatus } from '#platform/projections';
import { clockCheck, keepsUpCheck } from './health-checks.js';

const status = (name: string, state: ProjectionStatus['state'], position: string): ProjectionStatus => ({
  name,
  state,
  version: 1,
  generation: 1,
  reason: state === 'parked' ? 'it threw' : null,
  ordinal: 0,
  handled: 1,
  position,
  parkedKeys: [],
  coverage: {
    handled: 1,
    waiting: 0,
    skipped: 0,
    recounted: 1,
    verifiedTo: 0,
    wrong: false,
    reason: null,
  },
});

/** Readiness before and after a minute in which no checkpoint has moved, and the store is at position 9. */
async function afterAMinute(...statuses: readonly ProjectionStatus[]) {
  let now = 0;
  const readModels = { status: () => statuses };
  const store = { head: () => Promise.resolve(9n) };
  const checks = [projectionsCheck(readModels), keepsUpCheck(store, readModels, () => now)];
  await readinessOf(checks);
  now = 60_000;
  return readinessOf(checks);
}

describe('an API whose projector is another process', () => {
  it('is ready while every projection stands at the head', async () =>
    expect(await afterAMinute(status('stars', 'active', '9'))).toMatchObject({
      ready: true,
      degraded: false,
    }));

  it('is not ready when one that should move stands still', async () =>
    expect(await afterAMinute(status('stars', 'active', '3'))).toMatchObject({ ready: false }));

  it('is not ready, and says why, when the projector left word that it stopped', async () => {
    const reason = 'the store lacks history that was there before';
    const stopped = { ...status('stars', 'active', '9'), reason };
    expect(await afterAMinute(stopped)).toMatchObject({ ready: false, checks: { projector: reason } });
  });

  it('is degraded, not unready, when one is parked, or all are', async () => {
    const parked = status('stars', 'parked', '3');
    expect(await afterAMinute(parked, status('units', 'active', '9'))).toMatchObject({
      ready: true,
      degraded: true,
    });
    expect(await afterAMinute(parked)).toMatchObject({ ready: true, degraded: true });
  });
});

describe('the read models', () => {
  const active = status('stars', 'active', '9');
  const said = async (one: ProjectionStatus) => {
    const { ready, degraded, checks } = await readinessOf([projectionsCheck({ status: () => [one] })]);
    expect(ready).toBe(true);
    return degraded ? checks['projections'] : null;
  };

  it('degrade the API, by name and reason, when one is parked, has a parked key or is wrong', async () => {
    expect(await said(active)).toBeNull();
    expect(await said(status('stars', 'parked', '9'))).toBe('stars is parked: it threw');
    const parkedKeys = [{ key: 'unit-1', ordinal: 3, reason: 'it threw' }];
    expect(await said({ ...active, parkedKeys })).toBe('stars has 1 parked keys: unit-1, it threw');
    const coverage = { ...active.coverage, wrong: true, reason: 'an event is missing' };
    expect(await said({ ...active, coverage })).toBe('stars is wrong: an event is missing');
  });
});

describe('the clock', () => {
  it('degrades the API when it was set back by more than a correction', async () => {
    const readiness = (behindMs: number) => readinessOf([clockCheck({ behindMs: () => behindMs })]);
    expect(await readiness(5000)).toEqual({ ready: true, degraded: false, checks: { clock: 'ok' } });
    expect(await readiness(3_600_000)).toEqual({
      ready: true,
      degraded: true,
      checks: { clock: 'the system clock lies 3600 s before the last recorded instant' },
    });
  });
});
