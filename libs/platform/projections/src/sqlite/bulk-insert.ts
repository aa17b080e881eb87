import type { Database, Statement } from 'better-sqlite3';

/** Rows put in by one statement: a call costs as much as a row. */
const AT_ONCE = 16;

export type Column = string | number | null;

/** Puts many rows into a table, within a transaction that is given up when one cannot be put there. */
export class BulkInsert {
  private readonly one: Statement;
  private readonly many: Statement;

  /** `table` and `columns` as they are to stand in SQL. */
  constructor(
    database: Database,
    table: string,
    private readonly columns: readonly string[],
  ) {
    const values = `(${columns.map(() => '?').join(', ')})`;
    // FAIL: to take back one statement of many rows, SQLite would first write each page it changes to a file.
    const into = `INSERT OR FAIL INTO ${table} (${columns.join(', ')}) VALUES`;
    this.one = database.prepare(`${into} ${values}`);
    this.many = database.prepare(`${into} ${Array(AT_ONCE).fill(values).join(', ')}`);
  }

  /** Begins anew: rows that were added and never ended are forgotten. */
  begin(): Rows {
    return new Rows(this.one, this.many, this.columns.length);
  }
}

/** Rows on their way; all lie in the table when it is ended. */
class Rows {
  private readonly values: Column[];
  private filled = 0;

  constructor(
    private readonly one: Statement,
    private readonly many: Statement,
    private readonly width: number,
  ) {
    this.values = Array<Column>(AT_ONCE * width).fill(null);
  }

  /** A row's values, in the order of the columns. */
  add(row: readonly Column[]): void {
    for (const value of row) this.values[this.filled++] = value;
    if (this.filled < this.values.length) return;
    this.many.run(this.values);
    this.filled = 0;
  }

  end(): void {
    for (let start = 0; start < this.filled; start += this.width)
      this.one.run(this.values.slice(start, start + this.width));
  }
}
