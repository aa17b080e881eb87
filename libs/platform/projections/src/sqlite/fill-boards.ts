import type { Database } from 'better-sqlite3';
import { boardsOf } from '../encode-row.js';
import type { AnyProjection } from '../projection.js';
import { BoardTables } from './board-tables.js';
import { tablesOf } from './schema.js';

const PAGE = 5_000;

/** Puts every row of a generation on its boards, which are empty. Throws what the projection's boards throw. */
export function fillBoards(database: Database, projection: AnyProjection, generation: number): void {
  const tables = tablesOf(projection.name, generation);
  const boards = new BoardTables(database, tables);
  const page = database.prepare<[string, number], { key: string; row: string }>(
    `SELECT key, row FROM ${tables.rows} WHERE key > ? ORDER BY key LIMIT ?`,
  );
  for (let rows = page.all('', PAGE); rows.length > 0; rows = page.all(rows.at(-1)?.key ?? '', PAGE))
    boards.write(
      rows.map(({ key, row }) => ({
        key,
        left: [],
        joined: boardsOf(projection, JSON.parse(row) as object, key),
      })),
    );
}
