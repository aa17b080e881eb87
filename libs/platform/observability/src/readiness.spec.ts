import { readinessOf } from './readiness.js';

const check = (name: string, answer: () => Promise<string | null>) => ({ name, check: answer });

describe('readiness', () => {
  it('is given when everything is well', async () => {
    expect(await readinessOf([check('store', () => Promise.resolve(null))])).toEqual({
      ready: true,
      degraded: false,
      checks: { store: 'ok' },
    });
    expect(await readinessOf([])).toEqual({ ready: true, degraded: false, checks: {} });
  });

  it('is degraded by what answers for itself alone', async () => {
    const parked = { ...check('projections', () => Promise.resolve('stars is parked')), degradesOnly: true };
    expect(await readinessOf([check('store', () => Promise.resolve(null)), parked])).toEqual({
      ready: true,
      degraded: true,
      checks: { store: 'ok', projections: 'stars is parked' },
    });
  });

  it('names each reason, also of a check that fails', async () => {
    const checks = [
      check('store', () => Promise.resolve(null)),
      check('projector', () => Promise.resolve('parked')),
      check('relay', () => Promise.reject(new Error('no broker'))),
    ];
    expect(await readinessOf(checks)).toEqual({
      ready: false,
      degraded: false,
      checks: { store: 'ok', projector: 'parked', relay: 'no broker' },
    });
  });

  it('does not wait for a check that never answers', async () => {
    jest.useFakeTimers();
    try {
      const asked = readinessOf([check('store', () => new Promise(() => undefined))]);
      await jest.advanceTimersByTimeAsync(2000);
      expect(await asked).toEqual({
        ready: false,
        degraded: false,
        checks: { store: 'no answer within 2000 ms' },
      });
    } finally {
      jest.useRealTimers();
    }
  });
});
