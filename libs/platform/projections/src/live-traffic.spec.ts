import { LiveTraffic } from './live-traffic.js';

describe('traffic', () => {
  let now = 0;
  const traffic = () => new LiveTraffic(() => now);

  it('is busy while many events come, and for a moment after the last', () => {
    const live = traffic();
    expect(live.isBusy).toBe(false);
    live.came(30);
    expect(live.isBusy).toBe(false);
    live.came(30);
    expect(live.isBusy).toBe(true);
    now += 600;
    expect(live.isBusy).toBe(true);
    now += 600;
    expect(live.isBusy).toBe(false);
  });

  it('is not busy when it was long ago, or few came', () => {
    const live = traffic();
    live.came(1_000);
    now += 10_000;
    expect(live.isBusy).toBe(false);
    live.came(17);
    expect(live.isBusy).toBe(false);
  });
});
