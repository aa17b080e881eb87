import type { Checkpoint } from '#platform/event-store';
import type { RoutedEntry } from '#platform/projections';
import type { AnyProcess } from './process.js';
import { ReactionFailure, Reactions } from './reactions.js';
import type { ProcessFile } from './sqlite/process-file.js';
import type { Installed } from './sqlite/process-table.js';

/** An entry of the ledger, opened. */
export interface OpenedEntry extends RoutedEntry {
  readonly ordinal: number;
  readonly position: bigint;
}

const SAVE_EVERY_MS = 1_000;
const TIMERS_AT_ONCE = 100;

/** One process at work on its file: state, checkpoint, outbox and timers of a batch commit together. */
export class RunningProcess {
  /** Why it stands still: it threw on what comes next. It tries again when it is started anew. */
  fault: string | null = null;
  private place: Checkpoint;
  private savedAt = performance.now();
  private readonly reactions: Reactions;

  constructor(
    private readonly file: ProcessFile,
    readonly process: AnyProcess,
    private held: Installed,
  ) {
    const { ledgerId, ordinal, storeId, position } = held;
    this.place = { ledgerId, ordinal, storeId, position };
    this.reactions = new Reactions(file, process);
  }

  /** Of the last event it has taken in. */
  get ordinal(): number {
    return this.place.ordinal;
  }

  get fence(): number | null {
    return this.held.fence;
  }

  /**
   * Takes a batch in and stands at its end, or right before the event it throws on; then it is at fault. Answers
   * whether it did anything. Throws CheckpointLost and errors of the disk, having done nothing.
   */
  take(batch: readonly OpenedEntry[], end: Checkpoint): boolean {
    if (this.fault !== null || end.ordinal < this.place.ordinal) return false;
    const ahead = batch.filter(({ ordinal }) => ordinal > this.place.ordinal);
    if (!ahead.some((entry) => this.reactions.concerns(entry))) {
      this.place = end;
      if (this.held.fence === null || performance.now() - this.savedAt >= SAVE_EVERY_MS) this.save(ahead);
      return false;
    }
    const failed = this.takeAll(ahead, end);
    if (failed === null) return true;
    const before = ahead.slice(0, ahead.indexOf(failed));
    const last = before.at(-1);
    if (last) this.takeAll(before, { ...end, ordinal: last.ordinal, position: last.position });
    return true;
  }

  /** Saves how far it has come, and where its fence stands once that is known. */
  save(passed: readonly OpenedEntry[] = []): void {
    const to = this.standing(this.place, passed);
    if (this.fault !== null || (to.ordinal === this.held.ordinal && to.fence === this.held.fence)) return;
    this.file.transact(() => this.file.processes.move(this.held, to));
    this.moved(to);
  }

  /** Fires what is due, oldest first, a bounded number; answers how many. A timer it throws on stays. */
  fire(now: string): number {
    if (this.fault !== null || this.held.fence === null) return 0;
    let fired = 0;
    for (const timer of this.file.timers.due(this.process.name, now, TIMERS_AT_ONCE)) {
      try {
        this.file.transact(() => this.reactions.onTimer(timer));
      } catch (error) {
        if (!(error instanceof ReactionFailure)) throw error;
        this.fault = `it threw on the timer of ${timer.key} due at ${timer.dueAt}: ${error.message}`;
        break;
      }
      fired++;
    }
    return fired;
  }

  /** In one transaction; answers the entry it threw on, null when none. */
  private takeAll(batch: readonly OpenedEntry[], end: Checkpoint): OpenedEntry | null {
    const to = this.standing(end, batch);
    const taken: OpenedEntry[] = [];
    try {
      this.file.transact(() => {
        for (const entry of batch) {
          taken.push(entry);
          this.reactions.onEntry(entry, this.silentUntil(entry));
        }
        this.file.processes.move(this.held, to);
      });
    } catch (error) {
      const failed = taken.at(-1);
      if (!(error instanceof ReactionFailure) || !failed) throw error;
      this.fault = `it threw on the event of ordinal ${failed.ordinal}: ${error.message}`;
      return failed;
    }
    this.place = end;
    this.moved(to);
    return null;
  }

  private moved(to: Installed): void {
    this.held = to;
    this.savedAt = performance.now();
  }

  private standing(place: Checkpoint, passed: readonly OpenedEntry[]): Installed {
    return { ...this.held, ...place, fence: this.held.fence ?? this.fenceAt(place, passed) };
  }

  /** Known as soon as the head of the installation is reached. */
  private fenceAt({ ordinal, position }: Checkpoint, passed: readonly OpenedEntry[]): number | null {
    const { fencePosition } = this.held;
    if (fencePosition === null) return -1;
    if (position === null || position < fencePosition) return null;
    const beyond = passed.find((entry) => entry.position > fencePosition);
    return beyond ? beyond.ordinal - 1 : ordinal;
  }

  private silentUntil({ ordinal, position }: OpenedEntry): string | null {
    const { fence, fencePosition, installedAt } = this.held;
    const isBefore = fence === null ? fencePosition !== null && position <= fencePosition : ordinal <= fence;
    return isBefore ? installedAt : null;
  }
}
