import { isUnreadable } from './sqlite-codes.js';

/** What it needs of a connection of better-sqlite3. */
interface CheckedConnection {
  prepare(sql: string): { pluck(): { iterate(): Iterable<unknown> } };
}

const HEADING = /^\*\*\* in database/;

/**
 * What SQLite finds wrong with the pages of a file and with its indexes, about a hundred lines at most; none when
 * nothing is. Reads the whole file: 12 to 20 s for 700 MB of a million rows in three indexes. Throws where not even
 * that can be done.
 */
export function structureFaults(database: CheckedConnection): string[] {
  const faults: string[] = [];
  try {
    for (const line of database.prepare('PRAGMA integrity_check').pluck().iterate())
      faults.push(...String(line).split('\n'));
  } catch (error) {
    // It names what it finds and then stumbles over it.
    if (!isUnreadable(error) || faults.length === 0) throw error;
  }
  return faults.filter((fault) => fault !== 'ok' && !HEADING.test(fault));
}
