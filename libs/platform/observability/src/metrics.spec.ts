import { Metrics, type Measured } from './metrics.js';

const lines = async (metrics: Metrics, name: string): Promise<readonly string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

const gauge = (name: string, read: Measured['read'], labels: readonly string[] = []): Measured => ({
  name,
  help: 'x',
  labels,
  read,
});

describe('measurements', () => {
  it('are read when they are asked for, and forget what is no more', async () => {
    const metrics = new Metrics();
    let states = ['active'];
    const read = () => states.map((state) => ({ labels: { state }, value: 1 }));
    metrics.gauge(gauge('civitas_state', read, ['state']));
    metrics.counter(gauge('civitas_records_total', () => [{ value: 7 }]));
    expect(await lines(metrics, 'civitas_state')).toEqual(['civitas_state{state="active"} 1']);
    states = ['parked'];
    expect(await lines(metrics, 'civitas_state')).toEqual(['civitas_state{state="parked"} 1']);
    expect(await lines(metrics, 'civitas_records_total')).toEqual(['civitas_records_total 7']);
  });

  it('that are not known are absent, until they are', async () => {
    const metrics = new Metrics();
    let lag: readonly number[] = [];
    metrics.gauge(gauge('civitas_lag', () => lag.map((value) => ({ value }))));
    expect(await lines(metrics, 'civitas_lag')).toEqual([]);
    lag = [3];
    expect(await lines(metrics, 'civitas_lag')).toEqual(['civitas_lag 3']);
    lag = [];
    expect(await lines(metrics, 'civitas_lag')).toEqual([]);
  });

  it('that fail, or do not come in time, are counted for the next time and keep no others back', async () => {
    jest.useFakeTimers();
    try {
      const metrics = new Metrics();
      metrics.gauge(gauge('civitas_broken', () => Promise.reject(new Error('away'))));
      metrics.gauge(gauge('civitas_late', () => new Promise(() => undefined)));
      metrics.gauge(gauge('civitas_fine', () => Promise.resolve([{ value: 1 }])));
      const asked = metrics.text();
      await jest.advanceTimersByTimeAsync(3_000);
      expect((await asked).includes('civitas_fine 1')).toBe(true);
      const again = metrics.text();
      await jest.advanceTimersByTimeAsync(3_000);
      expect(
        (await again).split('\n').filter((line) => line.startsWith('civitas_metric_failures_total{')),
      ).toEqual([
        'civitas_metric_failures_total{metric="civitas_broken"} 1',
        'civitas_metric_failures_total{metric="civitas_late"} 1',
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('count a command by its outcome and time it', async () => {
    const metrics = new Metrics();
    metrics.executed({ type: 'RegisterUnit', outcome: 'done', seconds: 0.002 });
    const counted = await lines(metrics, 'civitas_command_seconds_count');
    expect(counted).toEqual(['civitas_command_seconds_count{command="RegisterUnit",outcome="done"} 1']);
  });
});
