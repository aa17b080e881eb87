import type { Checkpoint } from '#platform/event-store';
import type { StoredCheckpoint } from './checkpoints.js';
import { type ChangedRow, encodeRow } from './encode-row.js';
import { evolveEvent, FoldFailure } from './evolve-event.js';
import type { AnyProjection, ProjectionEvent } from './projection.js';
import { RowCache } from './row-cache.js';
import type { RowStorage, RowWrite } from './storage.js';

/** Where the ledger was just before the event at hand. */
export type LedgerPlace = Pick<Checkpoint, 'ordinal' | 'storeId' | 'position'>;

/** How a run's checkpoint has to move together with its rows. */
export interface CheckpointMove {
  readonly held: StoredCheckpoint;
  readonly next: StoredCheckpoint;
}

const HOT_ROWS = 30_000;

/**
 * Folds events into one generation of one projection. Events are offered in ledger order and each is fed once:
 * what the checkpoint already covers is passed over. A projection that throws parks, alone, behind the last
 * event it folded whole. Nothing lasts before the batch is committed; a run whose batch was not is thrown away.
 */
export class ProjectionRun {
  private readonly rows: RowCache;
  private held: StoredCheckpoint;
  private handled: number;
  private folded: number;
  private failure: { readonly reason: string; readonly after: LedgerPlace } | null = null;

  constructor(
    readonly projection: AnyProjection,
    checkpoint: StoredCheckpoint,
    private storage: RowStorage,
    hotRows = HOT_ROWS,
  ) {
    this.held = checkpoint;
    this.handled = checkpoint.handled;
    this.folded = checkpoint.ordinal;
    this.rows = new RowCache(storage, hotRows);
  }

  /** As last committed. */
  get checkpoint(): StoredCheckpoint {
    return this.held;
  }

  get parked(): boolean {
    return this.failure !== null;
  }

  /** Rows held since the last commit. */
  get pendingRows(): number {
    return this.rows.touched;
  }

  /** Feeds an event the projection handles; `before` is the place to stand at should it fail. */
  take(event: ProjectionEvent, before: LedgerPlace): void {
    const { ordinal, revision } = event.at;
    if (this.failure || ordinal <= this.held.ordinal) return;
    if (ordinal !== this.folded) this.begin(ordinal);
    try {
      for (const { key, row } of evolveEvent(this.projection, event, this.rows))
        this.rows.set(key, row, ordinal, revision);
    } catch (error) {
      const key = error instanceof FoldFailure ? error.key : null;
      this.fail(
        `${event.type} at ordinal ${ordinal}${key === null ? '' : `, key ${key}`}: ${(error as Error).message}`,
        ordinal,
        before,
      );
    }
  }

  /** Parks behind `before`: what was folded of the event at `ordinal` is taken back. */
  fail(reason: string, ordinal: number, before: LedgerPlace): void {
    if (this.failure || ordinal <= this.held.ordinal) return;
    if (ordinal === this.folded) {
      this.rows.takeBack();
      this.handled--;
    }
    this.failure = { reason, after: before.ordinal > this.held.ordinal ? { ...before } : this.held };
  }

  /**
   * How its checkpoint moves when the run is committed to stand at `checkpoint` (or where it parked); null when
   * there is nothing to commit.
   */
  prepare(checkpoint: Checkpoint): CheckpointMove | null {
    this.rows.keep();
    const { held } = this;
    if (this.failure) {
      const { ordinal, storeId, position } = this.failure.after;
      const stood = { ordinal, storeId, position, handled: this.handled };
      return { held, next: { ...held, ...stood, state: 'parked', reason: this.failure.reason } };
    }
    if (!isFurther(checkpoint, held)) return null;
    const { ordinal, position, storeId } = checkpoint;
    return { held, next: { ...held, ordinal, position, storeId, handled: this.handled } };
  }

  /** Writes the changed rows, within the transaction that moves the checkpoint. Throws on a row that cannot be kept. */
  write(): void {
    this.storage.write(this.encoded());
  }

  /** What it wrote was refused: drops it and parks where it was committed last. */
  refuseRows(reason: string): void {
    this.rows.forget();
    this.handled = this.held.handled;
    this.failure = { reason, after: this.held };
  }

  /** The batch is committed. */
  settle({ next }: CheckpointMove): void {
    this.held = next;
    this.rows.settle();
  }

  /** The generation took another state, its place is as it was; it is written through `storage` from now on. */
  became(checkpoint: StoredCheckpoint, storage: RowStorage): void {
    this.held = checkpoint;
    this.storage = storage;
  }

  private begin(ordinal: number): void {
    this.rows.keep();
    this.folded = ordinal;
    this.handled++;
  }

  /** One by one: a batch is large, and its text would be held beside its rows. */
  private *encoded(): IterableIterator<RowWrite> {
    const withBoards = this.held.state !== 'folding';
    for (const changed of this.rows.changed()) {
      const write = this.encode(changed, withBoards);
      if (write) yield write;
    }
  }

  private encode(changed: ChangedRow, withBoards: boolean): RowWrite | null {
    try {
      return encodeRow(this.projection, changed, withBoards);
    } catch (error) {
      const { key, ordinal } = changed;
      throw new FoldFailure(
        key,
        `row ${key}, last changed at ordinal ${ordinal}: ${(error as Error).message}`,
      );
    }
  }
}

/** A checkpoint never goes back; in another store the same ordinal is a new place. */
const isFurther = (checkpoint: Checkpoint, held: StoredCheckpoint): boolean =>
  checkpoint.ordinal > held.ordinal ||
  (checkpoint.ordinal === held.ordinal &&
    (checkpoint.storeId !== held.storeId || (checkpoint.position ?? -1n) > (held.position ?? -1n)));
