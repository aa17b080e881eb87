import { addIdHash, takeIdHash } from './id-hash.js';

/**
 * Ledger events a generation has come by, of those its projection handles: what became of each, and the sum of
 * the hashes of all their ids. The three counts together are what a recount of the ledger has to find.
 */
export interface Counted {
  /** Folded whole. */
  readonly handled: number;
  /** Folded but for keys that are parked. */
  readonly waiting: number;
  /** Left out, wholly or for one key, because an operator said so. */
  readonly skipped: number;
  /** Modulo 2^52. */
  readonly idSum: number;
}

export const NOTHING_COUNTED: Counted = { handled: 0, waiting: 0, skipped: 0, idSum: 0 };

/** Counts while folding; the event begun last can still turn out otherwise or be taken back. */
export class EventCounts {
  private handled: number;
  private waiting: number;
  private skipped: number;
  private idSum: number;
  private hash = 0;
  private became: 'handled' | 'waiting' | 'skipped' = 'handled';

  constructor({ handled, waiting, skipped, idSum }: Counted) {
    this.handled = handled;
    this.waiting = waiting;
    this.skipped = skipped;
    this.idSum = idSum;
  }

  get now(): Counted {
    const { handled, waiting, skipped, idSum } = this;
    return { handled, waiting, skipped, idSum };
  }

  begin(hash: number): void {
    this.handled++;
    this.hash = hash;
    this.became = 'handled';
    this.idSum = addIdHash(this.idSum, hash);
  }

  /** A key waits with the event at hand. */
  waits(): void {
    this[this.became]--;
    this.waiting++;
    this.became = 'waiting';
  }

  /** The event at hand is left out for one of its keys; when another waits with it, it counts as waiting. */
  skipsKey(): void {
    if (this.became !== 'handled') return;
    this.handled--;
    this.skipped++;
    this.became = 'skipped';
  }

  /** The event at hand, taken back before, is left out wholly. */
  leaveOut(): void {
    this.begin(this.hash);
    this.skipsKey();
  }

  takeBack(): void {
    this[this.became]--;
    this.idSum = takeIdHash(this.idSum, this.hash);
  }

  /** Events that waited were fed again: so many still wait, so many more were left out. */
  settleWaiting(waiting: number, skipped: number): void {
    this.handled += this.waiting - waiting - skipped;
    this.waiting = waiting;
    this.skipped += skipped;
  }
}
