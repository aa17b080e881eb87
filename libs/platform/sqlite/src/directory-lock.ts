import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '#platform/values';
import { sqliteCode } from './sqlite-codes.js';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Instant, ISO-8601 UTC. */
  readonly since: string;
}

/** Files of a lock; they hold nothing that is worth keeping. A process that was killed leaves SQLite's journal, too. */
export const lockFiles = (name: string) => [`${name}.lock`, `${name}.json`, `${name}.lock-journal`] as const;

/**
 * One process at a time has a lock of a directory. It is SQLite's on an empty file there, so it dies with the process,
 * however that ends, and no pid can hold it by chance; the note beside it is only there to name the holder.
 */
export class DirectoryLock {
  private constructor(
    private readonly db: Database.Database,
    private readonly note: string,
  ) {}

  /** Answers who has it, in words, where somebody has: "process 7 on host-a since …". */
  static take(directory: string, name: string): DirectoryLock | string {
    mkdirSync(directory, { recursive: true });
    const [lock, note] = lockFiles(name).map((file) => join(directory, file)) as [string, string];
    const db = new Database(lock, { timeout: 0 });
    try {
      db.pragma('journal_mode = OFF');
      db.exec('BEGIN EXCLUSIVE');
      const holder: Holder = { pid: process.pid, host: hostname(), since: systemClock.now() };
      writeFileSync(note, `${JSON.stringify(holder)}\n`);
      return new DirectoryLock(db, note);
    } catch (error) {
      db.close();
      if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
      return holderBy(note);
    }
  }

  release(): void {
    rmSync(this.note, { force: true });
    this.db.close();
  }
}

/** What a process that was killed left there names nobody: the lock's next holder has yet to write its own. */
function holderBy(note: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(note, 'utf8')) as Holder;
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
