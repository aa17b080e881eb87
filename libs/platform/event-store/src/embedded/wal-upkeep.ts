import type { Connection } from './log-file.js';

/** Frames (4 KiB pages) worth copying back when nothing else is to do, and those beyond which it cannot wait. */
const IDLE_FRAMES = 1_000;
const MOST_FRAMES = 8_000;
const QUIET_MS = 20;

/**
 * Copies the write-ahead log back into the file: while the writer is idle, or at once when it has grown long. So
 * the copying rarely stands between an append and its answer, and the log file stays bounded.
 */
export class WalUpkeep {
  private frames = 0;
  private quiet: NodeJS.Timeout | undefined;

  constructor(private readonly db: Connection) {
    this.db.pragma('wal_autocheckpoint = 0');
  }

  /** To be called after each commit, when its answer is on its way. */
  committed(): void {
    clearTimeout(this.quiet);
    this.frames = this.outstanding('NOOP');
    if (this.frames >= MOST_FRAMES) this.frames = this.outstanding('PASSIVE');
    else if (this.frames >= IDLE_FRAMES)
      this.quiet = setTimeout(() => (this.frames = this.outstanding('PASSIVE')), QUIET_MS);
  }

  stop(): void {
    clearTimeout(this.quiet);
  }

  private outstanding(mode: 'NOOP' | 'PASSIVE'): number {
    const [state] = this.db.pragma(`wal_checkpoint(${mode})`) as [{ log: number; checkpointed: number }];
    return state.log - state.checkpointed;
  }
}
