/** How much may be held in memory before it is committed, unless the reader is caught up earlier. */
export interface Patience {
  /** Ledger events, or rows touched. */
  readonly events: number;
  readonly ms: number;
}

/** Small batches while others wait for what they wrote. */
export const LIVE: Patience = { events: 5_000, ms: 50 };

/** Large ones while history is caught up. */
export const BULK: Patience = { events: 100_000, ms: 5_000 };
