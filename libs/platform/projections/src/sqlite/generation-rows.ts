import type { Database, Statement } from 'better-sqlite3';
import type { AnyProjection } from '../projection.js';
import type { RowStorage, RowWrite } from '../storage.js';
import { type BoardMove, BoardTables } from './board-tables.js';
import { BulkInsert, type Column } from './bulk-insert.js';
import { checkSeal, sealOf, type SealedRow } from './row-seal.js';
import { indexColumn, NULL_IN_INDEX, tablesOf } from './schema.js';

/** The rows of one generation of a projection, by prepared statements. */
export class GenerationRows implements RowStorage {
  private readonly select: Statement<[string], SealedRow>;
  private readonly selectKeys: Statement<[], { key: string }>;
  private readonly inserts: BulkInsert;
  private readonly update: Statement;
  private readonly updateIndexed: Statement;
  private readonly remove: Statement<[string]>;
  private readonly boards: BoardTables | null;

  /** `isRead`: indexes and boards are there, too, and are kept, and every row is sealed as it is written. */
  constructor(
    database: Database,
    projection: AnyProjection,
    generation: number,
    private readonly isRead: boolean,
  ) {
    const tables = tablesOf(projection.name, generation);
    const columns = Object.keys(projection.indexes ?? {}).map(indexColumn);
    this.select = database.prepare(
      `SELECT key, row, ordinal, revision, seal FROM ${tables.rows} WHERE key = ?`,
    );
    this.selectKeys = database.prepare(`SELECT key FROM ${tables.rows} ORDER BY key`);
    const named = ['row', 'ordinal', 'revision', 'seal', ...columns, 'key'];
    this.inserts = new BulkInsert(database, tables.rows, named);
    this.update = database.prepare(
      `UPDATE ${tables.rows} SET row = ?, ordinal = ?, revision = ?, seal = ? WHERE key = ?`,
    );
    this.updateIndexed = database.prepare(
      `UPDATE ${tables.rows} SET row = ?, ordinal = ?, revision = ?, seal = ? ${columns.map((column) => `, ${column} = ?`).join('')}
       WHERE key = ?`,
    );
    this.remove = database.prepare(`DELETE FROM ${tables.rows} WHERE key = ?`);
    this.boards = projection.boards && isRead ? new BoardTables(database, tables) : null;
  }

  get(key: string): object | null {
    const found = this.select.get(key);
    if (!found) return null;
    checkSeal(found);
    return JSON.parse(found.row) as object;
  }

  *keys(): IterableIterator<string> {
    for (const { key } of this.selectKeys.all()) yield key;
  }

  isEmpty(): boolean {
    return this.selectKeys.get() === undefined;
  }

  write(writes: Iterable<RowWrite>): void {
    const moves: BoardMove[] = [];
    const fresh = this.inserts.begin();
    for (const write of writes) {
      const { key, row, existed, left, joined } = write;
      if (left.length > 0 || joined.length > 0) moves.push({ key, left, joined });
      if (row === null) this.remove.run(key);
      else if (existed) this.change(write, row);
      else fresh.add([...this.columnsOf(write, row), key]);
    }
    fresh.end();
    this.boards?.write(moves);
  }

  private change(write: RowWrite, row: string): void {
    const statement = write.indexes ? this.updateIndexed : this.update;
    statement.run(this.columnsOf(write, row), write.key);
  }

  private columnsOf({ key, ordinal, revision, indexes }: RowWrite, row: string): Column[] {
    const seal = this.isRead ? sealOf(key, row, ordinal, revision) : null;
    const columns: Column[] = [row, ordinal, revision, seal];
    if (indexes) for (const value of indexes) columns.push(value ?? NULL_IN_INDEX);
    return columns;
  }
}
