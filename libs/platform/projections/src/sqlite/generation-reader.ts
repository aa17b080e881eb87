import type { Database, Statement } from 'better-sqlite3';
import type { AnyProjection } from '../projection.js';
import type { KeyedRow, RowPage, RowQuery } from '../read-models.js';
import { BoardReader } from './board-reader.js';
import { writeCursor } from './cursor.js';
import { checkSeal, type SealedRow } from './row-seal.js';
import { FEW, PageQuery, type Bound } from './row-query.js';
import { NULL_IN_INDEX, tablesOf } from './schema.js';

type PageRow = SealedRow & { readonly value: string | number | null };

/** Reads the rows of one generation; to be used within a read transaction. Throws BrokenSeal on a row that is not as it was written. */
export class GenerationReader {
  readonly boards: BoardReader;
  private readonly rows: string;
  private readonly one: Statement<[string], SealedRow>;
  private readonly counts = new Map<string, Statement<Bound[], number>>();
  private readonly pages = new Map<string, Statement<Bound[], PageRow>>();

  constructor(
    private readonly database: Database,
    private readonly projection: AnyProjection,
    generation: number,
  ) {
    const tables = tablesOf(projection.name, generation);
    this.rows = tables.rows;
    this.one = database.prepare(`SELECT key, row, ordinal, revision, seal FROM ${tables.rows} WHERE key = ?`);
    this.boards = new BoardReader(database, tables);
  }

  find(key: string): KeyedRow<object> | null {
    const found = this.one.get(key);
    return found ? keyed(found) : null;
  }

  list(query: RowQuery): RowPage<object> {
    const wanted = new PageQuery(this.rows, this.projection, query);
    const { sql, values } = wanted.select(this.treeOfFew(wanted));
    const found = this.page(sql).all(...values);
    const { orderBy = null, descending = false } = query;
    const items = found.slice(0, query.limit).map(keyed);
    const last = found[query.limit - 1];
    if (found.length <= query.limit || !last) return { items };
    const value = last.value === NULL_IN_INDEX ? null : last.value;
    return { items, cursor: writeCursor({ orderBy, descending, value, key: last.key }) };
  }

  /** The condition that the fewest rows fulfil, if they are few. */
  private treeOfFew(wanted: PageQuery): string | null {
    let [best, least]: [string | null, number] = [null, FEW];
    for (const { tree, sql, values } of wanted.counts()) {
      const rows = this.count(sql).get(...values) ?? 0;
      if (rows < least) [best, least] = [tree, rows];
    }
    return best;
  }

  private count(sql: string): Statement<Bound[], number> {
    let statement = this.counts.get(sql);
    if (!statement) this.counts.set(sql, (statement = this.database.prepare<Bound[], number>(sql).pluck()));
    return statement;
  }

  private page(sql: string): Statement<Bound[], PageRow> {
    let statement = this.pages.get(sql);
    if (!statement) this.pages.set(sql, (statement = this.database.prepare(sql)));
    return statement;
  }
}

function keyed(stored: SealedRow): KeyedRow<object> {
  checkSeal(stored);
  const { key, row, ordinal, revision } = stored;
  return { key, row: JSON.parse(row) as object, ordinal, revision };
}
