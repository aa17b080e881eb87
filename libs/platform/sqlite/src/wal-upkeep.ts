import { Worker } from 'node:worker_threads';
import { workerEntry } from '#platform/threads';
import { isNoRoom } from './sqlite-codes.js';

const MIB = 1024 * 1024;
/** Bytes not yet copied back that are worth the copying. */
const WORTH_COPYING = 4 * MIB;
/** Length from which the writer copies a small rest itself, so that it can begin the write-ahead log anew. */
const LONG = 31 * MIB;
/** Length from which it does so however much is left, and waits for the thread that is copying. */
const TOO_LONG = 4 * LONG;
/** A disk that needs longer than this for one copy is left to itself: commits go on, the log grows meanwhile. */
const LONGEST_WAIT_MS = 10_000;
/** While a long read, a backup say, keeps it from beginning anew: so much longer before the writer tries again. */
const TRY_AGAIN = MIB;

/** Bytes; one that grew beyond it while something long was read is cut back when it begins anew. */
const LARGEST_KEPT = 128 * MIB;

/** In frames, of a page each, as SQLite tells it. */
interface CopyState {
  readonly log: number;
  readonly checkpointed: number;
}

/** What the thread does, in an Int32 shared with it: the writer can wait for a change without a turn of its loop. */
export const COPIER = { idle: 0, copying: 1, gone: 2 } as const;

/** What the thread is started with: the database whose log it copies back, and where it says what it does. */
export interface CopierTask {
  readonly file: string;
  readonly state: Int32Array<SharedArrayBuffer>;
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
 * rest by the writer when the log has grown long. So hardly a commit waits for a long copy, and the log stays bounded:
 * at some 125 MiB and one commit, if nobody reads for long and the disk is not slower than {@link LONGEST_WAIT_MS}.
 */
export class WalUpkeep {
  private readonly length;
  private readonly pageBytes;
  private triedAt = 0;
  private copier: Worker | null = null;
  private readonly state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  /** The thread starts once it is needed; when that fails, the writer does all the copying. */
  constructor(private readonly db: WritingConnection) {
    db.pragma('wal_autocheckpoint = 0');
    db.pragma(`journal_size_limit = ${LARGEST_KEPT}`);
    this.length = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.pageBytes = (db.prepare('PRAGMA page_size').get() as { page_size: number }).page_size;
  }

  /**
   * To be called after each commit, when nobody waits for it any more; within another transaction it does nothing.
   * Throws SQLite's errors; then nothing more is safe.
   */
  committed(): void {
    if (this.db.inTransaction) return;
    if (this.copierIs('copying')) {
      if (this.measured().log < TOO_LONG) return;
      Atomics.wait(this.state, 0, COPIER.copying, LONGEST_WAIT_MS);
      if (this.copierIs('copying')) return;
    }
    const { log, checkpointed } = this.measured();
    if (log < this.triedAt) this.triedAt = 0;
    const isWorthCopying = log - checkpointed >= WORTH_COPYING;
    if (this.copierIs('idle') && isWorthCopying && log < TOO_LONG) this.copyBeside();
    else if (log >= Math.max(LONG, this.triedAt + TRY_AGAIN)) {
      this.triedAt = log;
      copyBack(this.db);
    }
  }

  async stop(): Promise<void> {
    await this.copier?.terminate();
  }

  private copyBeside(): void {
    Atomics.store(this.state, 0, COPIER.copying);
    this.copier ??= new Worker(workerEntry(import.meta.url, 'wal-upkeep.worker'), {
      workerData: { file: this.db.name, state: this.state } satisfies CopierTask,
    }).on('error', () => Atomics.store(this.state, 0, COPIER.gone));
    this.copier.postMessage('copy');
  }

  private copierIs(what: keyof typeof COPIER): boolean {
    return Atomics.load(this.state, 0) === COPIER[what];
  }

  /** In bytes of pages. */
  private measured(): CopyState {
    const { log, checkpointed } = this.length.get() as CopyState;
    return { log: log * this.pageBytes, checkpointed: checkpointed * this.pageBytes };
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
