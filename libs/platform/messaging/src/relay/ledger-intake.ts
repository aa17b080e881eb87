import type { Checkpoint, LedgerBatch, LedgerEntry } from '#platform/event-store';

export interface Intake {
  readonly entries: readonly LedgerEntry[];
  /** Where the ledger stands after these entries. */
  readonly checkpoint: Checkpoint;
  /** Nothing more was there. */
  readonly caughtUp: boolean;
}

/**
 * Reads ahead of whoever takes, by at most two batches, so that what came in while one was sent goes out as one.
 */
export class LedgerIntake {
  private entries: LedgerEntry[] = [];
  private checkpoint: Checkpoint | null = null;
  private caughtUp = false;
  private closed = false;
  private ended: { readonly error?: unknown } | null = null;
  private wakeReader = (): void => undefined;
  private wakeTaker = (): void => undefined;

  constructor(
    source: AsyncIterable<LedgerBatch>,
    private readonly atMost: number,
  ) {
    this.read(source).then(
      () => this.end({}),
      (error: unknown) => this.end({ error }),
    );
  }

  /** Null when the source has ended; throws what it threw. */
  async next(): Promise<Intake | null> {
    while (this.entries.length === 0 && !this.caughtUp) {
      if (this.ended) {
        if ('error' in this.ended) throw this.ended.error;
        return null;
      }
      await new Promise<void>((resolve) => (this.wakeTaker = resolve));
    }
    return this.taken(this.checkpoint as Checkpoint);
  }

  /** Lets go of the source; nothing is to be taken any more. */
  close(): void {
    this.closed = true;
    this.wakeReader();
  }

  private taken(at: Checkpoint): Intake {
    const entries = this.entries.slice(0, this.atMost);
    this.entries = this.entries.slice(this.atMost);
    this.wakeReader();
    const last = entries.at(-1);
    if (this.entries.length > 0 && last)
      return {
        entries,
        checkpoint: { ...at, ordinal: last.ordinal, position: last.recorded.position },
        caughtUp: false,
      };
    const { caughtUp } = this;
    this.caughtUp = false;
    return { entries, checkpoint: at, caughtUp };
  }

  private async read(source: AsyncIterable<LedgerBatch>): Promise<void> {
    for await (const batch of source) {
      if (batch.kind === 'entries') this.entries = this.entries.concat(batch.entries);
      this.checkpoint = batch.checkpoint;
      this.caughtUp = batch.kind === 'caught-up';
      this.wakeTaker();
      while (this.entries.length >= 2 * this.atMost && !this.closed)
        await new Promise<void>((resolve) => (this.wakeReader = resolve));
      if (this.closed) return;
    }
  }

  private end(how: { readonly error?: unknown }): void {
    this.ended = how;
    this.wakeTaker();
  }
}
