import type { ParkedKey } from '../parked-keys.js';

interface RowAt {
  readonly row: object | null;
  readonly ordinal: number;
  readonly revision: number;
}

const UNCHANGED = -1;

/** The row of a parked key while it is fed what it missed, until it fails again. */
export class RetriedKey {
  private now: RowAt;
  /** As it was before the ledger event at hand. */
  private before: RowAt;
  private at = UNCHANGED;
  private failure: ParkedKey | null = null;

  constructor(
    readonly key: string,
    /** Ordinal of the first event that waits. */
    private readonly from: number,
    row: object | null,
  ) {
    this.now = this.before = { row, ordinal: UNCHANGED, revision: UNCHANGED };
  }

  get row(): object | null {
    return this.now.row;
  }

  /** Why it is parked again. */
  get parked(): ParkedKey | null {
    return this.failure;
  }

  /** Its row where it was changed. */
  get changed(): (RowAt & { readonly key: string })[] {
    return this.now.ordinal === UNCHANGED ? [] : [{ key: this.key, ...this.now }];
  }

  /** Whether the event is one that waits. */
  missed(ordinal: number): boolean {
    return ordinal >= this.from;
  }

  set(row: object | null, ordinal: number, revision: number): void {
    if (ordinal !== this.at) this.before = this.now;
    this.at = ordinal;
    this.now = { row, ordinal, revision };
  }

  /** What the ledger event did to it is taken back. */
  park(parked: ParkedKey): void {
    if (parked.ordinal === this.at) this.now = this.before;
    this.failure = parked;
  }
}
