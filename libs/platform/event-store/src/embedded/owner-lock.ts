import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sqliteCode } from '#platform/sqlite';
import { EventStoreUnavailable } from '../errors.js';

/** Files of the lock; they hold nothing that is worth keeping. */
export const OWNER_FILES = ['owner.lock', 'owner.json'] as const;
const [LOCK, NOTE] = OWNER_FILES;

/** Who holds a directory. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Instant, ISO-8601 UTC. */
  readonly since: string;
}

/**
 * One process writes a data directory. The lock is SQLite's on an empty file beside the log, so it dies with the
 * process, however that ends, and no pid can hold it by chance; the note beside it is only there to name the owner.
 * Readers do not look at it.
 */
export class OwnerLock {
  private constructor(
    private readonly db: Database.Database,
    private readonly note: string,
  ) {}

  /** Throws {@link EventStoreUnavailable} naming the process that holds the directory. */
  static take(dataDir: string): OwnerLock {
    mkdirSync(dataDir, { recursive: true });
    const note = join(dataDir, NOTE);
    const db = new Database(join(dataDir, LOCK), { timeout: 0 });
    try {
      db.pragma('journal_mode = OFF');
      db.exec('BEGIN EXCLUSIVE');
      const owner: Owner = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
      writeFileSync(note, `${JSON.stringify(owner)}\n`);
      return new OwnerLock(db, note);
    } catch (error) {
      db.close();
      if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
      throw new EventStoreUnavailable(
        `${dataDir} is in use by ${ownerBy(note)}; one process at a time writes an event log: ` +
          'stop that one, or give this one a DATA_DIR of its own',
      );
    }
  }

  release(): void {
    rmSync(this.note, { force: true });
    this.db.close();
  }
}

/** What a process that was killed left there names nobody: the lock's next holder has yet to write its own. */
function ownerBy(note: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(note, 'utf8')) as Owner;
    if (host !== hostname() || isAlive(pid)) return `process ${pid} on ${host} since ${since}`;
  } catch {
    // No note, or one that is being written.
  }
  return 'another process that has just started';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
