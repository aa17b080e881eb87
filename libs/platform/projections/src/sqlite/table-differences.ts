import type { Database } from 'better-sqlite3';
import { canonicalJson } from '#platform/values';
import type { AnyProjection } from '../projection.js';
import { indexColumn, tablesOf } from './schema.js';

/** One place where two foldings of the same events disagree. */
export interface TableDifference {
  /** `row` with its index values, `board` entry, or `counter` of a board. */
  readonly part: 'row' | 'board' | 'counter';
  /** Row key; for counters board and node. */
  readonly key: string;
  /** As folded anew; null where there is nothing. */
  readonly expected: object | null;
  readonly found: object | null;
}

/** One generation in one file. */
export interface GenerationAt {
  readonly database: Database;
  readonly generation: number;
}

interface ScannedRow {
  readonly id1: string;
  readonly id2: string;
  readonly row?: string;
}

type Scan = IterableIterator<ScannedRow>;

/** Goes through both generations once, in the order of their keys. */
export function* tableDifferences(
  projection: AnyProjection,
  expected: GenerationAt,
  found: GenerationAt,
): Generator<TableDifference> {
  const isRead = projection.boards && hasBoards(projection, found);
  for (const part of isRead ? (['row', 'board', 'counter'] as const) : (['row'] as const))
    yield* merged(part, scan(part, projection, expected), scan(part, projection, found));
}

export const countRows = ({ name }: AnyProjection, { database, generation }: GenerationAt): number =>
  database
    .prepare<[], number>(`SELECT count(*) FROM ${tablesOf(name, generation).rows}`)
    .pluck()
    .get() ?? 0;

/** A generation that was parked before it was caught up has none yet; any other is not compared without them. */
const hasBoards = ({ name }: AnyProjection, { database, generation }: GenerationAt): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(`entries:${name}:${generation}`) !==
  undefined;

function scan(
  part: TableDifference['part'],
  projection: AnyProjection,
  { database, generation }: GenerationAt,
): Scan {
  const { rows, entries, counters } = tablesOf(projection.name, generation);
  const columns = Object.keys(projection.indexes ?? {}).map((name) => `, ${indexColumn(name)}`);
  const sql = {
    row: `SELECT key AS id1, '' AS id2, row, ordinal, revision ${columns.join('')} FROM ${rows} ORDER BY key`,
    board: `SELECT key AS id1, board AS id2, -negated AS value FROM ${entries} ORDER BY key, board`,
    counter: `SELECT board AS id1, printf('%020d', node) AS id2, members FROM ${counters} ORDER BY 1, 2`,
  }[part];
  return database.prepare<[], ScannedRow>(sql).iterate();
}

function* merged(part: TableDifference['part'], expected: Scan, found: Scan): Generator<TableDifference> {
  try {
    let [a, b] = [next(expected), next(found)];
    while (a || b) {
      const order = a && b ? compareIds(a, b) : a ? -1 : 1;
      const [left, right] = [order <= 0 ? a : null, order >= 0 ? b : null];
      if (!left || !right || !areEqual(left, right)) yield difference(part, left, right);
      if (order <= 0) a = next(expected);
      if (order >= 0) b = next(found);
    }
  } finally {
    expected.return?.();
    found.return?.();
  }
}

function next(rows: Scan): ScannedRow | null {
  const step: IteratorResult<ScannedRow, unknown> = rows.next();
  return step.done ? null : step.value;
}

/** The database compares bytes of UTF-8. */
function compareIds(a: ScannedRow, b: ScannedRow): number {
  if (a.id1 !== b.id1) return Buffer.compare(Buffer.from(a.id1), Buffer.from(b.id1));
  return a.id2 === b.id2 ? 0 : Buffer.compare(Buffer.from(a.id2), Buffer.from(b.id2));
}

function areEqual(a: ScannedRow, b: ScannedRow): boolean {
  const { row: rowA = '', ...restA } = a;
  const { row: rowB = '', ...restB } = b;
  if (JSON.stringify(restA) !== JSON.stringify(restB)) return false;
  return rowA === rowB || canonicalJson(JSON.parse(rowA)) === canonicalJson(JSON.parse(rowB));
}

function difference(
  part: TableDifference['part'],
  expected: ScannedRow | null,
  found: ScannedRow | null,
): TableDifference {
  const { id1, id2 } = (expected ?? found) as ScannedRow;
  const key = part === 'row' ? id1 : `${id1} ${id2}`;
  return { part, key, expected: shown(expected), found: shown(found) };
}

function shown(scanned: ScannedRow | null): object | null {
  if (!scanned) return null;
  const { id1: _id1, id2: _id2, row, ...rest } = scanned;
  return row === undefined ? rest : { row: JSON.parse(row) as object, ...rest };
}
