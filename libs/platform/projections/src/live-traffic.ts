const WINDOW_MS = 500;
/** Events a window from which somebody is at work, not only looking after the projections. */
const BUSY = 50;

/** Tells whether new events keep coming, by how many came lately. */
export class LiveTraffic {
  private from = -Infinity;
  private events = 0;
  private before = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  came(events: number): void {
    this.turn();
    this.events += events;
  }

  get isBusy(): boolean {
    this.turn();
    return Math.max(this.events, this.before) >= BUSY;
  }

  private turn(): void {
    const since = this.now() - this.from;
    if (since < WINDOW_MS) return;
    this.before = since < 2 * WINDOW_MS ? this.events : 0;
    this.events = 0;
    this.from = this.now();
  }
}
