import type { Database, Statement } from 'better-sqlite3';
import { sqliteCode } from '#platform/sqlite';
import type { StoredCheckpoint } from '../checkpoints.js';
import { boardsOf, indexesOf } from '../encode-row.js';
import type { AnyProjection, IndexValue } from '../projection.js';
import { isSealIntact, type SealedRow } from './row-seal.js';
import { indexColumn, NULL_IN_INDEX, tablesOf } from './schema.js';

/** A row beside what the file keeps to find it by. */
export interface InspectedRow extends SealedRow {
  /** What is wrong with its index columns or its entries on boards; null when they are as the row says. */
  readonly misplaced: string | null;
  /** On how many boards it stands by what it says. */
  readonly stands: number;
}

type FoundRow = SealedRow & Readonly<Record<string, IndexValue>>;

/** Reads the rows of one generation with their index columns and entries, each page of one moment. */
export class InspectedRows {
  private readonly select: Statement<[string, number], FoundRow>;
  private readonly entry: Statement<[string, number, string], number> | null = null;
  private readonly indexes: readonly string[];

  /** Without `projection` only seals are looked at: another version's rows are not for this build to say. */
  constructor(
    private readonly database: Database,
    { projection: name, generation }: StoredCheckpoint,
    private readonly projection: AnyProjection | null,
  ) {
    const { rows, entries } = tablesOf(name, generation);
    this.indexes = Object.keys(projection?.indexes ?? {});
    const columns = this.indexes.map((index) => `, ${indexColumn(index)} AS "ix_${index}"`).join('');
    this.select = database.prepare(
      `SELECT key, row, ordinal, revision, seal ${columns} FROM ${rows} WHERE key > ? ORDER BY key LIMIT ?`,
    );
    const table = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
    if (projection?.boards && table.get(`entries:${name}:${generation}`))
      this.entry = database
        .prepare<[string, number, string], number>(
          `SELECT 1 FROM ${entries} WHERE board = ? AND negated = ? AND key = ?`,
        )
        .pluck();
  }

  page(after: string, limit: number): readonly InspectedRow[] {
    const read = (): InspectedRow[] => this.select.all(after, limit).map((row) => this.inspected(row));
    return this.database.transaction(read)();
  }

  private inspected(found: FoundRow): InspectedRow {
    const { key, row, ordinal, revision, seal } = found;
    const sealed = { key, row, ordinal, revision, seal };
    const { projection } = this;
    const isPlaced = this.indexes.length > 0 || this.entry !== null;
    if (!projection || !isPlaced || !isSealIntact(sealed)) return { ...sealed, misplaced: null, stands: 0 };
    try {
      return { ...sealed, ...this.placed(projection, JSON.parse(row) as object, found) };
    } catch (error) {
      // Its entries are not there any more, which is no fault of the row.
      if (sqliteCode(error) === 'SQLITE_ERROR') throw error;
      return { ...sealed, misplaced: `row ${key} cannot be read: ${(error as Error).message}`, stands: 0 };
    }
  }

  private placed(
    projection: AnyProjection,
    row: object,
    found: FoundRow,
  ): Pick<InspectedRow, 'misplaced' | 'stands'> {
    const { key } = found;
    const values = indexesOf(projection, row, key);
    const index = this.indexes.find((name, at) => stored(values[at] ?? null) !== found[`ix_${name}`]);
    const entries = this.entry ? boardsOf(projection, row, key) : [];
    const lacking = entries.find(({ board, value }) => this.entry?.get(board, 0 - value, key) === undefined);
    const misplaced = index
      ? `row ${key} does not stand in index ${index} as it says`
      : lacking
        ? `${key} does not stand on board ${lacking.board} as its row says`
        : null;
    return { misplaced, stands: entries.length };
  }
}

/** As an index value comes back from its column: what is no text in UTF-8 is replaced there. */
const stored = (value: IndexValue): string | number =>
  typeof value === 'string' ? value.toWellFormed() : (value ?? NULL_IN_INDEX);
