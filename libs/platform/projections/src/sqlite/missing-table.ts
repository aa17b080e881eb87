import type { Database } from 'better-sqlite3';
import type { StoredCheckpoint } from '../checkpoints.js';
import { tablesOf } from './schema.js';

/**
 * Quoted name of a table that a generation has to have and that is not in the file; null when none is. Those of its
 * boards are made together, before it serves: one that was parked before it was caught up has neither.
 */
export function missingTable(
  database: Database,
  { projection, generation, state }: StoredCheckpoint,
  hasBoards: boolean,
): string | null {
  const { rows, entries, counters } = tablesOf(projection, generation);
  const table = database.prepare<[string]>(
    `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND '"' || name || '"' = ?`,
  );
  const isMissing = (name: string): boolean => table.get(name) === undefined;
  const boards = [entries, counters].filter(isMissing);
  const isCaughtUp = state === 'active' || boards.length === 1;
  const required = hasBoards && isCaughtUp ? boards : [];
  return (isMissing(rows) ? rows : required[0]) ?? null;
}

/** What is said of rows whose {@link missingTable} is named. */
export const lackingTable = (name: string): string => `its table ${name} is missing`;
