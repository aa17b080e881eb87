import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import {
  EventStoreUnavailable,
  followLedger,
  UnknownEvent,
  type EventReader,
  type LedgerEntry,
} from '#platform/event-store';
import type { BatchFold } from './batch-fold.js';
import { BatchTrace } from './batch-trace.js';
import { LedgerMismatch } from './plan.js';

/**
 * A reader that is caught up rests: under load every commit then carries many events. The more there was to do, the
 * longer, so that it leaves most of a core to those who write.
 */
const SHORTEST_REST_MS = 5;
const LONGEST_REST_MS = 60;
/** Milliseconds of work that are followed by as long a rest; twice the work by four times the rest. */
const REST_BY_SQUARE = 4;

/** How long rows may be held in memory before they are committed, unless the reader is caught up earlier. */
export interface Patience {
  /** Of one projection: that one is committed alone. */
  readonly rows: number;
  /** Until all are. */
  readonly ms: number;
}

/** What the owner of a reader wants to know and say. */
export interface ReaderTurns {
  patience(): Patience;
  taken(entries: number): void;
  committed(): void;
  caughtUp(): void;
  /** Asked after each batch. */
  isDone(): boolean;
  /** Somebody waits for what another reader on this thread folds: this one takes half of the time only. */
  givesWay(): boolean;
}

/** Follows the ledger for one fold: takes, commits, and yields the thread after every batch. */
export class LedgerReader {
  private committedAt = performance.now();
  private readonly trace = new BatchTrace();
  /** Traces end in what is new; history that is folded again is nobody's request. */
  private isLive = false;
  /** Since when it has been at work without a rest; null while there was nothing to do. */
  private atWorkSince: number | null = null;

  constructor(
    private readonly store: EventReader,
    readonly fold: BatchFold,
    private readonly turns: ReaderTurns,
  ) {}

  /**
   * Returns when aborted or done. Throws UnknownEvent (what came before it is committed), LedgerMismatch,
   * CheckpointLost, and the store's errors.
   */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.follow(signal);
    } catch (error) {
      this.trace.failed(error);
      throw error;
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for await (const batch of followLedger(this.store, this.fold.place, signal)) {
      if (batch.kind === 'entries') {
        this.atWorkSince ??= performance.now();
        this.take(batch.entries);
      }
      const caughtUp = batch.kind === 'caught-up';
      if (caughtUp) this.refuseMissingHistory();
      if (caughtUp || this.isPatienceOver()) this.commit(batch.checkpoint);
      else this.commitFull();
      if (caughtUp) this.turns.caughtUp();
      this.isLive ||= caughtUp;
      if (signal.aborted || this.turns.isDone()) return;
      if (caughtUp) await this.rest();
      else if (this.turns.givesWay()) await pause(this.worked());
      else await nextTurn();
    }
    if (!signal.aborted) throw new EventStoreUnavailable('the subscription ended by itself');
  }

  private rest(): Promise<void> {
    const restMs = this.worked() ** 2 / REST_BY_SQUARE;
    return pause(Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, restMs)));
  }

  /** How long it has been at work since it last rested. */
  private worked(): number {
    const workedMs = this.atWorkSince === null ? 0 : performance.now() - this.atWorkSince;
    this.atWorkSince = null;
    return workedMs;
  }

  private take(entries: readonly LedgerEntry[]): void {
    if (this.isLive) this.trace.taken(entries);
    this.turns.taken(entries.length);
    try {
      this.fold.take(entries);
    } catch (error) {
      if (error instanceof UnknownEvent) this.commit(this.fold.place);
      throw error;
    }
  }

  private commit(checkpoint: Parameters<BatchFold['commit']>[0]): void {
    this.fold.commit(checkpoint);
    this.trace.committed();
    this.committedAt = performance.now();
    this.turns.committed();
  }

  private isPatienceOver(): boolean {
    return performance.now() - this.committedAt >= this.turns.patience().ms;
  }

  private commitFull(): void {
    const full = this.fold.holding(this.turns.patience().rows);
    if (full.length === 0) return;
    this.fold.commitSome(full);
    this.turns.committed();
  }

  private refuseMissingHistory(): void {
    const { ordinal, storeId } = this.fold.place;
    for (const { projection, checkpoint } of this.fold.runs)
      if (checkpoint.storeId !== storeId && checkpoint.ordinal > ordinal)
        throw new LedgerMismatch(
          `the ledger ends at ordinal ${ordinal}, ${projection.name} was folded up to ${checkpoint.ordinal}: ` +
            'the store lacks history that was there before; restore a newer backup (ops restore)',
        );
  }
}
