/** What was known: up to and with an ordinal, or an instant (ISO-8601 UTC with milliseconds). */
export type AsOfPlace = { readonly ordinal: number } | { readonly instant: string };

/** What a place comes to. */
export interface KnownThen {
  /** Of the last event that was known; -1 before the first. */
  readonly ordinal: number;
  /** When that event was recorded (ISO-8601 UTC); empty where there is none. */
  readonly recordedAt: string;
}

/** `"1200"` is an ordinal, anything else an instant. Throws RangeError on what is neither. */
export const asOfPlace = (text: string): AsOfPlace =>
  /^\d+$/.test(text) ? { ordinal: Number(text) } : { instant: new Date(text).toISOString() };

/** How a folding up to a place stands. */
export interface AsOfJob {
  readonly id: string;
  /** Names of what is folded. */
  readonly projections: readonly string[];
  readonly state: 'folding' | 'ready' | 'failed';
  /** Ordinal of the last event that was known then; null while it is looked for. */
  readonly ordinal: number | null;
  /** Ordinal it is folded up to. */
  readonly folded: number;
  /** Why it failed. */
  readonly reason: string | null;
}

/** The rows are being folded; ask again. */
export class AsOfPending extends Error {
  override readonly name = 'AsOfPending';
  constructor(readonly job: AsOfJob) {
    super(`rows of then are being folded (${job.id})`);
  }
}

/** Another place is being folded just now. */
export class AsOfBusy extends Error {
  override readonly name = 'AsOfBusy';
}

/** The ledger has not come to that place. */
export class AsOfAhead extends Error {
  override readonly name = 'AsOfAhead';
}
