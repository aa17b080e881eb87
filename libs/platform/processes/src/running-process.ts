import { type Checkpoint, recordedAtIn } from '#platform/event-store';
import type { RoutedEntry } from '#platform/projections';
import { isSilent, type PassedEntry, standingAt } from './fence.js';
import type { AnyProcess } from './process.js';
import { ReactionFailure, Reactions } from './reactions.js';
import type { ProcessFile } from './sqlite/process-file.js';
import type { Installed } from './sqlite/process-table.js';

/** An entry of the ledger, opened. */
export interface OpenedEntry extends RoutedEntry, PassedEntry {}

const SAVE_EVERY_MS = 1_000;
const TIMERS_AT_ONCE = 100;

/** One process at work on its file: state, checkpoint, outbox and timers of a batch commit together. */
export class RunningProcess {
  /** Why it stands still: it threw on what comes next. Another one, from its checkpoint, tries again. */
  fault: string | null = null;
  private place: Checkpoint;
  private savedAt = performance.now();
  /** The last entry from before the installation, as long as that goes on. */
  private lastSilent: PassedEntry | null = null;
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

  /** Null while it is being installed. */
  get fence(): number | null {
    return this.held.isInstalled ? this.held.fence : null;
  }

  /**
   * Takes a batch in and stands at its end, or right before the event it throws on; then it is at fault. Answers
   * whether it did anything. Throws CheckpointLost and errors of the disk, having done nothing.
   */
  take(batch: readonly OpenedEntry[], end: Checkpoint): boolean {
    if (this.fault !== null || end.ordinal < this.place.ordinal) return false;
    const ahead = batch.filter(({ ordinal }) => ordinal > this.place.ordinal);
    if (!this.held.isInstalled)
      this.lastSilent = ahead.findLast((entry) => isSilent(this.held, entry)) ?? this.lastSilent;
    if (!ahead.some((entry) => this.reactions.concerns(entry))) {
      this.place = end;
      if (!this.held.isInstalled || performance.now() - this.savedAt >= SAVE_EVERY_MS) this.save(ahead);
      return false;
    }
    const failed = this.takeAll(ahead, end);
    if (failed === null) return true;
    const before = ahead.slice(0, ahead.indexOf(failed));
    const last = before.at(-1);
    if (last) this.takeAll(before, { ...end, ordinal: last.ordinal, position: last.position });
    return true;
  }

  /** Saves how far it has come, and that it is installed once it is. */
  save(passed: readonly OpenedEntry[] = []): void {
    const to = standingAt(this.held, this.place, passed);
    const isSaved = to.ordinal === this.held.ordinal && to.isInstalled === this.held.isInstalled;
    if (this.fault !== null || isSaved) return;
    this.file.transact(() => this.move(to));
    this.moved(to);
  }

  /** Fires what is due, oldest first, a bounded number; answers how many. A timer it throws on stays. */
  fire(now: string): number {
    if (this.fault !== null || !this.held.isInstalled) return 0;
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
    const to = standingAt(this.held, end, batch);
    const taken: OpenedEntry[] = [];
    try {
      this.file.transact(() => {
        for (const entry of batch) {
          taken.push(entry);
          this.reactions.onEntry(entry, isSilent(this.held, entry));
        }
        this.move(to);
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

  /** Timers of events from before the installation count when they come due after the last of those. */
  private move(to: Installed): void {
    this.file.processes.move(this.held, to);
    if (!this.held.isInstalled && to.isInstalled && this.lastSilent)
      this.file.timers.confirm(this.process.name, recordedAtIn(this.lastSilent.metadata));
  }
}
