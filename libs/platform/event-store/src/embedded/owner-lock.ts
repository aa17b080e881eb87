import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreUnavailable } from '../errors.js';
import { sqliteCode } from './sqlite-errors.js';

/**
 * One process writes a data directory. The lock is SQLite's on an empty file beside the log, so it dies with the
 * process; the pid beside it is only there to be named. Readers do not look at it.
 */
export class OwnerLock {
  private constructor(private readonly db: Database.Database) {}

  /** Throws {@link EventStoreUnavailable} naming the process that holds the directory. */
  static take(dataDir: string): OwnerLock {
    mkdirSync(dataDir, { recursive: true });
    const pidFile = join(dataDir, 'owner.pid');
    const db = new Database(join(dataDir, 'owner.lock'), { timeout: 0 });
    try {
      db.pragma('journal_mode = OFF');
      db.exec('BEGIN EXCLUSIVE');
      writeFileSync(pidFile, `${process.pid}\n`);
      return new OwnerLock(db);
    } catch (error) {
      db.close();
      if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
      throw new EventStoreUnavailable(
        `${dataDir} is in use by process ${pidIn(pidFile)}; one process at a time writes an event log`,
      );
    }
  }

  release(): void {
    this.db.close();
  }
}

function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
