import type { Worker } from 'node:worker_threads';
import type { Connection } from './log-file.js';
import { isNoRoom } from './sqlite-errors.js';

/** Frames (4 KiB pages) not yet copied back that are worth the copying. */
const WORTH_COPYING = 1_000;
/** Length at which the writer copies the rest itself, so that it can begin the write-ahead log anew. */
const LONG = 8_000;
/** While a long read, a backup say, keeps it from beginning anew: so much longer before the writer tries again. */
const TRY_AGAIN = 200;

/** In frames. */
interface CopyState {
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Copies the write-ahead log back into the file: mostly in a thread of its own while appends go on, the small rest
 * by the writer when the log has grown long. So no append waits for a long copy, and the log stays bounded.
 */
export class WalUpkeep {
  private readonly length;
  private triedAt = 0;
  private copier: Worker | null = null;
  private copierIs: 'idle' | 'copying' | 'gone' = 'idle';

  /** `start` runs wal-upkeep.worker on the same log once it is needed; when that fails, the writer does all the copying. */
  constructor(
    private readonly db: Connection,
    private readonly start: () => Worker,
  ) {
    db.pragma('wal_autocheckpoint = 0');
    this.length = db.prepare<[], CopyState>('PRAGMA wal_checkpoint(NOOP)');
  }

  /** To be called after each commit, when its answer is on its way. Throws SQLite's errors; then nothing more is safe. */
  committed(): void {
    if (this.copierIs === 'copying') return;
    const { log, checkpointed } = this.length.get() as CopyState;
    if (log < this.triedAt) this.triedAt = 0;
    if (log >= Math.max(LONG, this.triedAt + TRY_AGAIN)) {
      this.triedAt = log;
      copyBack(this.db);
    } else if (this.copierIs === 'idle' && log - checkpointed >= WORTH_COPYING) this.copyBeside();
  }

  async stop(): Promise<void> {
    await this.copier?.terminate();
  }

  private copyBeside(): void {
    this.copierIs = 'copying';
    this.copier ??= this.start()
      .on('message', () => (this.copierIs = 'idle'))
      .on('error', () => (this.copierIs = 'gone'));
    this.copier.postMessage('copy');
  }
}

/** Waits for nobody: what a reader still needs stays. So does all of it where the disk has no room, for another time. */
export function copyBack(db: Connection): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (!isNoRoom(error)) throw error;
  }
}
