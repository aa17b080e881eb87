import { ProgressWatchdog } from '#platform/projections';
import { systemClock } from '#platform/values';
import type { EngineState } from './status.js';

/** How an engine is, and since when. */
export class Condition {
  state: EngineState = 'starting';
  since = systemClock.now();
  reason: string | null = null;
  /** Instant since when it stands still behind the store's head. */
  behindSince: string | null = null;
  private readonly watchdog = new ProgressWatchdog();

  turn(state: EngineState, reason: string | null): void {
    if (state !== this.state) this.since = systemClock.now();
    this.state = state;
    this.reason = reason;
  }

  /** To be told where the store's head lies and how far was read, now and then. */
  watch(head: bigint | null, reached: bigint | null): void {
    const ms = this.watchdog.look(head, reached, performance.now());
    if (ms === null) this.behindSince = null;
    else this.behindSince ??= new Date(Date.parse(systemClock.now()) - ms).toISOString();
  }

  /** It reads, or will do so by itself. */
  get willFollow(): boolean {
    return this.state === 'starting' || this.state === 'following' || this.state === 'retrying';
  }
}
