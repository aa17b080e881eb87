import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreUnavailable } from '../errors.js';
import { isDamage } from './sqlite-errors.js';

const REST = 'log.sqlite-wal';

/**
 * Refuses to begin a new log where there was one: what is left of it would mix with the new one, and what others keep
 * in the directory is told from it. Who keeps the last event seen does so in a table `seen`: without one in it nothing
 * was made of any event. Throws {@link EventStoreUnavailable}.
 */
export function refuseLostLog(dataDir: string): void {
  const files = readdirSync(dataDir).filter((name) => name.endsWith('.sqlite'));
  const knowing = files.filter((name) => hasSeenEvents(join(dataDir, name)));
  if (statSync(join(dataDir, REST), { throwIfNoEntry: false })?.size) knowing.unshift(REST);
  if (knowing.length === 0) return;
  throw new EventStoreUnavailable(
    `${dataDir} holds no log.sqlite, but what remains of a ledger: ${knowing.join(', ')}; put log.sqlite back, or ` +
      'restore a backup into a new DATA_DIR (ops restore), or set EVENT_STORE_URL where another store has the ledger; ' +
      'for a new ledger, remove these files with their -wal and -shm',
  );
}

function hasSeenEvents(file: string): boolean {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seen'").get();
    return table !== undefined && db.prepare('SELECT 1 FROM seen').get() !== undefined;
  } catch (error) {
    // Nobody can tell any more what it was made of.
    if (isDamage(error)) return true;
    throw error;
  } finally {
    db.close();
  }
}
