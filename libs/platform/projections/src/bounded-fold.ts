import { countEntries, type EventReader } from '#platform/event-store';
import { BatchFold } from './batch-fold.js';
import type { ProjectionRun } from './fold.js';
import { LedgerMismatch, startOf, type LedgerHere } from './plan.js';
import type { EventRouter } from './routing.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';

const PAGE = 1_000;
const PENDING = 20_000;

/** Folds runs up to exact ordinals, each its own, and no further. */
export class BoundedFold {
  constructor(
    private readonly store: EventReader,
    private readonly file: ReadModelFile,
    private readonly router: EventRouter,
    private readonly ledger: LedgerHere,
    private readonly progress: (ordinal: number) => void,
  ) {}

  /** Runs that park on the way stay there. Throws LedgerMismatch when the ledger ends before a goal. */
  async fold(
    runs: readonly ProjectionRun[],
    goalOf: (run: ProjectionRun) => number,
    signal?: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const behind = runs.filter((run) => !run.parked && run.checkpoint.ordinal < goalOf(run));
      if (behind.length === 0) return;
      const from = startOf(
        behind.map(({ checkpoint }) => checkpoint),
        this.ledger,
      );
      const fold = new BatchFold(this.router, this.file, behind, from);
      await this.read(fold, Math.min(...behind.map(goalOf)), signal);
    }
  }

  private async read(fold: BatchFold, goal: number, signal?: AbortSignal): Promise<void> {
    let { ordinal, position } = fold.place;
    while (ordinal < goal) {
      signal?.throwIfAborted();
      const page = await this.store.readAll({ after: position, limit: PAGE });
      const entries = countEntries(page.events, ordinal);
      fold.take(entries.filter((entry) => entry.ordinal <= goal));
      ordinal += entries.length;
      position = page.next;
      if (page.end && ordinal < goal)
        throw new LedgerMismatch(`the ledger ends at ordinal ${ordinal}, rows were folded up to ${goal}`);
      if (ordinal < goal && fold.pending < PENDING) continue;
      fold.commit(fold.place);
      this.progress(Math.min(ordinal, goal));
    }
  }
}
