import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import {
  type Checkpoint,
  EventStoreUnavailable,
  followLedger,
  type EventReader,
  type LastSeen,
  type LedgerEntry,
  seenAt,
  UnknownEvent,
} from '#platform/event-store';
import { LedgerMismatch } from '#platform/projections';
import { refuseOtherEntries } from './history-check.js';
import type { AnyProcess } from './process.js';
import type { ProcessRouter } from './routing.js';
import type { OpenedEntry, RunningProcess } from './running-process.js';

export interface FollowerParts {
  readonly store: EventReader;
  readonly router: ProcessRouter;
  readonly running: readonly RunningProcess[];
  readonly from: Checkpoint;
  readonly paceMs: number;
  /** Whether somebody decided, in these entries, that this process try again. */
  readonly isRetried: (process: AnyProcess, entries: readonly OpenedEntry[]) => boolean;
  /** The last entry that was read before. */
  readonly seen: LastSeen | null;
  /** An entry was read that ends a batch. */
  readonly reached: (seen: LastSeen) => void;
  /** A batch that concerns somebody is committed. */
  readonly reacted: () => void;
  /** A batch is done. */
  readonly progressed: () => void;
}

/** Reads the ledger for all processes of an engine. */
export class LedgerFollower {
  place: Checkpoint;
  /** Everything there was at the last look has been read: timers judge by all that came before. */
  private isCaughtUp = false;
  private hasEnded = false;
  /** A process that stood still is to try again: all are to be read for from their checkpoints. */
  private isToBeginAnew = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly parts: FollowerParts) {
    this.place = parts.from;
  }

  get running(): readonly RunningProcess[] {
    return this.parts.running;
  }

  /**
   * Returns when aborted, or when it is to begin anew at the checkpoints. Throws UnknownEvent (what came before it is taken in), LedgerMismatch, CheckpointLost,
   * and errors of the store and the disk.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { store, paceMs, progressed } = this.parts;
    for await (const batch of followLedger(store, this.place, signal)) {
      if (batch.kind === 'entries') this.take(batch.entries, batch.checkpoint);
      else this.catchUp(batch.checkpoint);
      progressed();
      this.wake();
      if (signal.aborted || this.isToBeginAnew) break;
      await (batch.kind === 'caught-up' && paceMs > 0 ? pause(paceMs) : nextTurn());
    }
    for (const running of this.running) running.save();
    if (!signal.aborted && !this.isToBeginAnew)
      throw new EventStoreUnavailable('the subscription ended by itself');
  }

  /** Fires what is due, unless there may be something to read first. */
  fire(now: string): number {
    if (!this.isCaughtUp || this.hasEnded) return 0;
    return this.running.reduce((sum, running) => sum + running.fire(now), 0);
  }

  /** Resolves when it has read up to there and found nothing more, at the deadline, or when it has ended. */
  reach(position: bigint | null, deadline: number): Promise<void> {
    const isThere = (): boolean =>
      this.isCaughtUp && (position === null || (this.place.position ?? -1n) >= position);
    return this.until(isThere, deadline);
  }

  /** The same for any condition that holds after a batch or a {@link wake}; `deadline` in milliseconds of performance.now. */
  async until(condition: () => boolean, deadline: number): Promise<void> {
    while (!this.hasEnded && !condition() && performance.now() < deadline) {
      const waits = new Promise<void>((resolve) => this.waiting.add(resolve));
      const timer = setTimeout(() => this.wake(), Math.max(1, deadline - performance.now()));
      await waits;
      clearTimeout(timer);
    }
  }

  /** Whoever waits looks again. */
  wake(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const resolve of waiting) resolve();
  }

  /** It reads no more; nobody waits for it in vain. */
  end(): void {
    this.hasEnded = true;
    this.wake();
  }

  private take(entries: readonly LedgerEntry[], end: Checkpoint): void {
    this.isCaughtUp = false;
    refuseOtherEntries(entries, this.parts.seen);
    const opened: OpenedEntry[] = [];
    try {
      for (const entry of entries)
        opened.push({
          ordinal: entry.ordinal,
          position: entry.recorded.position,
          metadata: entry.recorded.metadata,
          ...this.parts.router.open(entry),
        });
    } catch (error) {
      const last = opened.at(-1);
      if (error instanceof UnknownEvent && last)
        this.hand(opened, { ...end, ordinal: last.ordinal, position: last.position });
      throw error;
    }
    this.hand(opened, end);
    const last = entries.at(-1);
    if (last && last.ordinal >= (this.parts.seen?.ordinal ?? -1)) this.parts.reached(seenAt(last, end));
  }

  private hand(opened: readonly OpenedEntry[], end: Checkpoint): void {
    let concerned = false;
    for (const running of this.running) concerned = running.take(opened, end) || concerned;
    this.place = end;
    if (concerned) this.parts.reacted();
    this.isToBeginAnew = this.running.some(
      ({ process, fault }) => fault !== null && this.parts.isRetried(process, opened),
    );
  }

  private catchUp(end: Checkpoint): void {
    const ahead = this.running.find(({ ordinal }) => ordinal > end.ordinal);
    if (ahead)
      throw new LedgerMismatch(
        `the ledger ends at ordinal ${end.ordinal}, process ${ahead.process.name} has seen up to ${ahead.ordinal}: ` +
          'the store lacks history that was there before',
      );
    for (const running of this.running) running.take([], end);
    const beyond = this.running.find(({ fence, fault }) => fence === null && fault === null);
    if (beyond)
      throw new LedgerMismatch(
        `the ledger ends at ordinal ${end.ordinal}, before process ${beyond.process.name} was installed`,
      );
    this.place = end;
    this.isCaughtUp = true;
  }
}
