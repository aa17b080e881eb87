import type { Position } from '#platform/event-store';

/** How long the store's head may lead while a checkpoint stands still. */
export const BEHIND_AFTER_MS = 10_000;

/**
 * Tells a reader that hangs from one that has nothing to do: it is behind when the store's head lies past its
 * checkpoint and the checkpoint has not moved for {@link BEHIND_AFTER_MS}. Fed by looks of its owner.
 */
export class ProgressWatchdog {
  private reached: Position | null | undefined;
  private standsSince = 0;

  constructor(private readonly behindAfterMs = BEHIND_AFTER_MS) {}

  /** `now` in milliseconds of any clock that does not go back. Answers for how long it is behind, null when it is not. */
  look(head: Position | null, reached: Position | null, now: number): number | null {
    const hasMore = head !== null && (reached === null || reached < head);
    if (!hasMore || reached !== this.reached) {
      this.reached = hasMore ? reached : undefined;
      this.standsSince = now;
      return null;
    }
    const stands = now - this.standsSince;
    return stands >= this.behindAfterMs ? stands : null;
  }
}
