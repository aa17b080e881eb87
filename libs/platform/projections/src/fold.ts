import type { Checkpoint } from '#platform/event-store';
import {
  isFurther,
  movedTo,
  type CheckpointMove,
  type LedgerPlace,
  type StoredCheckpoint,
} from './checkpoints.js';
import { encodeRows } from './encode-row.js';
import { evolveEvent, FoldFailure, isEngineFault } from './evolve-event.js';
import { Fed } from './fed.js';
import { feedByKey } from './feed-by-key.js';
import type { ParkedKeys, RefedKeys } from './parked-keys.js';
import type { AnyProjection, ProjectionEvent } from './projection.js';
import { RowCache } from './row-cache.js';
import { NO_SKIPS, type Skips } from './skips.js';
import type { RowStorage } from './storage.js';

/** Kept parsed between batches: many while history is folded in large ones, few for good. */
const HOT_ROWS = {
  folding: { rows: 10_000, characters: 16_000_000 },
  live: { rows: 1_000, characters: 1_000_000 },
};

/**
 * Folds events into one generation of one projection. Events are offered in ledger order and each is fed once:
 * what the checkpoint already covers is passed over. A key whose event throws parks, and its later events wait; a
 * projection that throws before it named its keys parks whole, alone, behind the last event it folded. Nothing
 * lasts before the batch is committed; a run whose batch was not is thrown away.
 */
export class ProjectionRun {
  /** Asked where an event fails. */
  skips: Skips = NO_SKIPS;
  private rows: RowCache;
  private held: StoredCheckpoint;
  private fed: Fed;
  private isAltered = false;
  private isCareful = false;
  /** Events at or before it are not fed. */
  private passed: number;
  private folded: number;
  private failure: { readonly reason: string; readonly after: LedgerPlace } | null = null;

  constructor(
    readonly projection: AnyProjection,
    checkpoint: StoredCheckpoint,
    private storage: RowStorage,
    hotRows = checkpoint.state === 'folding' ? HOT_ROWS.folding : HOT_ROWS.live,
  ) {
    this.held = checkpoint;
    this.fed = new Fed(checkpoint);
    this.folded = this.passed = checkpoint.ordinal;
    this.rows = new RowCache(storage, hotRows);
  }

  /** As last committed. */
  get checkpoint(): StoredCheckpoint {
    return this.held;
  }

  /** The whole projection, that is. */
  get parked(): boolean {
    return this.failure !== null;
  }

  /** Fed key by key, each row tried before it is taken. */
  get startedOver(): boolean {
    return this.isCareful;
  }

  get parkedKeys(): ParkedKeys {
    return this.fed.keys;
  }

  /** Rows held since the last commit. */
  get pendingRows(): number {
    return this.rows.touched;
  }

  /** The row as folded up to now. */
  row(key: string): object | null {
    return this.rows.get(key);
  }

  /** Feeds an event the projection handles; `before` is the place to stand at should it fail, `hash` that of its id. */
  take(event: ProjectionEvent, before: LedgerPlace, hash: number): void {
    const { ordinal, revision } = event.at;
    if (this.failure || ordinal <= this.passed) return;
    if (ordinal !== this.folded) this.begin(ordinal, hash);
    if (this.isCareful || this.fed.keys.size > 0) {
      this.takeByKey(event, before);
      return;
    }
    try {
      for (const { key, row } of evolveEvent(this.projection, event, this.rows))
        this.rows.set(key, row, ordinal, revision);
    } catch (error) {
      if (error instanceof FoldFailure && isEngineFault(error.cause)) throw error.cause;
      this.takeByKey(event, before);
    }
  }

  /** Parks the whole behind `before`: what was folded of the event is taken back. `hash` is needed if it was not taken. */
  fail(reason: string, ordinal: number, before: LedgerPlace, hash = 0): void {
    if (this.failure || ordinal <= this.passed) return;
    if (ordinal !== this.folded) this.begin(ordinal, hash);
    this.rows.takeBack();
    this.fed.takeBack(ordinal);
    if (this.skips.has(ordinal, null)) {
      this.fed.counts.leaveOut();
      this.passed = ordinal;
      return;
    }
    this.park(reason, before);
  }

  /** Parks the whole where it stands, which is `place`. */
  park(reason: string, place: LedgerPlace): void {
    this.failure ??= { reason, after: place.ordinal > this.held.ordinal ? { ...place } : this.held };
  }

  /** Parked keys were fed up to where the run stands. */
  refeed(refed: RefedKeys): void {
    this.rows.keep();
    for (const { key, row, ordinal, revision } of refed.rows) this.rows.set(key, row, ordinal, revision);
    this.rows.keep();
    this.fed.refed(refed);
    this.isAltered = true;
  }

  /** Decisions up to this revision are acted on; lasts with the next commit. */
  hear(revision: number): void {
    this.fed.heard = revision;
    this.isAltered = true;
  }

  /**
   * How its checkpoint moves when the run is committed to stand at `checkpoint` (or where it parked); null when
   * there is nothing to commit.
   */
  prepare(checkpoint: Checkpoint): CheckpointMove | null {
    this.rows.keep();
    const { held, failure } = this;
    if (!failure && !this.isAltered && !isFurther(checkpoint, held)) return null;
    const place = failure?.after ?? (isFurther(checkpoint, held) ? checkpoint : held);
    const fed = { ...this.fed.now, rows: held.rows + this.rows.growth };
    return { held, next: movedTo(held, place, fed, failure?.reason ?? null) };
  }

  /** Writes the changed rows, within the transaction that moves the checkpoint. Throws on a row that cannot be kept. */
  write(): void {
    const withBoards = this.held.state !== 'folding';
    this.storage.write(encodeRows(this.projection, this.rows.changed(), withBoards));
  }

  /** What it wrote was refused: drops it and parks where it was committed last. */
  refuseRows(reason: string): void {
    this.drop();
    this.failure = { reason, after: this.held };
  }

  /** What it wrote was refused: drops it, to be fed again key by key, so that what cannot be written parks its key. */
  startOver(): void {
    this.drop();
    this.isCareful = true;
    this.folded = this.passed = this.held.ordinal;
  }

  /** The batch is committed. */
  settle({ next }: CheckpointMove): void {
    this.held = next;
    this.passed = next.ordinal;
    this.isAltered = false;
    this.rows.settle();
  }

  /** The generation took another state, its place is as it was; it is written through `storage` from now on. */
  became(checkpoint: StoredCheckpoint, storage: RowStorage): void {
    this.held = checkpoint;
    this.storage = storage;
    this.rows = new RowCache(storage, HOT_ROWS.live);
  }

  private drop(): void {
    this.rows.forget();
    this.fed = new Fed(this.held);
  }

  private begin(ordinal: number, hash: number): void {
    this.rows.keep();
    this.folded = ordinal;
    this.fed.counts.begin(hash);
  }

  private takeByKey(event: ProjectionEvent, before: LedgerPlace): void {
    const { projection, rows, fed, skips, isCareful } = this;
    const reason = feedByKey({ projection, rows, fed, skips, isCareful }, event, before);
    if (reason !== null) this.fail(reason, event.at.ordinal, before);
  }
}
