import { Worker } from 'node:worker_threads';
import { workerEntry } from '#platform/threads';
import { isNoRoom } from './sqlite-codes.js';

/** Frames (4 KiB pages) not yet copied back that are worth the copying. */
const WORTH_COPYING = 1_000;
/** Length from which the writer copies a small rest itself, so that it can begin the write-ahead log anew. */
const LONG = 8_000;
/** Length from which it does so however much is left. */
const TOO_LONG = 4 * LONG;
/** While a long read, a backup say, keeps it from beginning anew: so much longer before the writer tries again. */
const TRY_AGAIN = 200;

/** Bytes; one that grew beyond it while something long was read is cut back when it begins anew. */
const LARGEST_KEPT = 128 * 1024 * 1024;

/** In frames. */
interface CopyState {
  readonly log: number;
  readonly checkpointed: number;
}

/** What it needs of a connection of better-sqlite3, which has the file open for writing in WAL mode. */
export interface WritingConnection {
  /** Path of the file. */
  readonly name: string;
  readonly inTransaction: boolean;
  pragma(source: string): unknown;
  prepare(source: string): { get(): unknown };
}

/**
 * Copies a write-ahead log back into its file: mostly in a thread of its own while the writer goes on, the small
 * rest by the writer when the log has grown long. So no commit waits for a long copy, and the log stays bounded.
 */
export class WalUpkeep {
  private readonly length;
  private triedAt = 0;
  private copier: Worker | null = null;
  private copierIs: 'idle' | 'copying' | 'gone' = 'idle';

  /** The thread starts once it is needed; when that fails, the writer does all the copying. */
  constructor(private readonly db: WritingConnection) {
    db.pragma('wal_autocheckpoint = 0');
    db.pragma(`journal_size_limit = ${LARGEST_KEPT}`);
    this.length = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  }

  /**
   * To be called after each commit, when nobody waits for it any more; within another transaction it does nothing.
   * Throws SQLite's errors; then nothing more is safe.
   */
  committed(): void {
    if (this.copierIs === 'copying' || this.db.inTransaction) return;
    const { log, checkpointed } = this.length.get() as CopyState;
    if (log < this.triedAt) this.triedAt = 0;
    const isWorthCopying = log - checkpointed >= WORTH_COPYING;
    if (this.copierIs === 'idle' && isWorthCopying && log < TOO_LONG) this.copyBeside();
    else if (log >= Math.max(LONG, this.triedAt + TRY_AGAIN)) {
      this.triedAt = log;
      copyBack(this.db);
    }
  }

  async stop(): Promise<void> {
    await this.copier?.terminate();
  }

  private copyBeside(): void {
    this.copierIs = 'copying';
    this.copier ??= new Worker(workerEntry(import.meta.url, 'wal-upkeep.worker'), {
      workerData: this.db.name,
    })
      .on('message', () => (this.copierIs = 'idle'))
      .on('error', () => (this.copierIs = 'gone'));
    this.copier.postMessage('copy');
  }
}

/**
 * Waits for nobody: what a reader still needs stays. So does all of it where the disk has no room, for another time.
 * Answers whether nothing is left.
 */
export function copyBack(db: Pick<WritingConnection, 'pragma'>): boolean {
  try {
    const [state] = db.pragma('wal_checkpoint(PASSIVE)') as CopyState[];
    return state?.log === state?.checkpointed;
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    return false;
  }
}
