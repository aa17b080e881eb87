import { ProgressWatchdog } from './watchdog.js';

describe('the watchdog', () => {
  it('finds a reader behind when the head leads and the checkpoint stands still for ten seconds', () => {
    const watchdog = new ProgressWatchdog();
    expect(watchdog.look(10n, 5n, 0)).toBeNull();
    expect(watchdog.look(12n, 5n, 9_999)).toBeNull();
    expect(watchdog.look(12n, 5n, 10_000)).toBe(10_000);
    expect(watchdog.look(12n, 6n, 10_001)).toBeNull();
    expect(watchdog.look(12n, 6n, 21_000)).toBe(10_999);
  });

  it('lets a reader rest that has seen the head, however long', () => {
    const watchdog = new ProgressWatchdog();
    expect(watchdog.look(null, null, 0)).toBeNull();
    expect(watchdog.look(5n, 5n, 0)).toBeNull();
    expect(watchdog.look(5n, 5n, 60_000)).toBeNull();
    expect(watchdog.look(6n, 5n, 60_001)).toBeNull();
    expect(watchdog.look(6n, 5n, 65_000)).toBeNull();
  });

  it('finds a reader that never began behind, too', () => {
    const watchdog = new ProgressWatchdog();
    watchdog.look(3n, null, 0);
    expect(watchdog.look(3n, null, 11_000)).toBe(11_000);
  });
});
