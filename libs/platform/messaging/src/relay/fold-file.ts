import Database from 'better-sqlite3';
import type { DigestReading } from '../wire/index.js';

/** A state topic's key as the relay keeps it: the row it folded and the text that stands in Kafka. */
export interface Cell {
  readonly row: object | null;
  readonly published: string | null;
}

/** What a fold was made of and how far it is. */
export interface FoldStanding {
  readonly projection: string;
  readonly version: number;
  readonly ledgerId: string;
  readonly storeId: string;
  readonly ordinal: number;
  /** Decimal; null before the first entry. */
  readonly position: string | null;
}

/** One batch's changes to one fold, written when Kafka has them. */
export interface FoldLayer {
  readonly topic: string;
  readonly cells: ReadonlyMap<string, Cell>;
  /** By partition, after this batch. */
  readonly readings: readonly DigestReading[];
  /** Null while the fold is not whole: it does not count; undefined: as it was. */
  readonly standing: FoldStanding | null | undefined;
}

interface CellRow {
  readonly key: string;
  readonly row: string | null;
  readonly published: string | null;
}

/** The private file is open elsewhere; the other process is about to end, or has no business there. */
export class FoldFileBusy extends Error {
  override readonly name = 'FoldFileBusy';
}

const BUSY_MS = 2_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS folds (topic TEXT PRIMARY KEY, standing TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS digests (topic TEXT PRIMARY KEY, readings TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS cells (
    topic TEXT NOT NULL, key TEXT NOT NULL, row TEXT, published TEXT, PRIMARY KEY (topic, key)
  ) WITHOUT ROWID;
`;

/**
 * The relay's private memory of its state topics. It may be lost at any time: Kafka and the ledger hold all of
 * it. One process has it open; a second one is refused until the first is gone.
 */
export class FoldFile {
  private readonly db: Database.Database;
  private readonly one: Database.Statement;

  /** Throws {@link FoldFileBusy} while another relay has it. */
  constructor(path: string) {
    this.db = new Database(path, { timeout: BUSY_MS });
    try {
      this.db.pragma('locking_mode = EXCLUSIVE');
      this.db.pragma('journal_mode = WAL');
      this.db.pragma('synchronous = NORMAL');
      this.db.exec(SCHEMA);
    } catch (error) {
      this.db.close();
      if ((error as { code?: unknown }).code === 'SQLITE_BUSY')
        throw new FoldFileBusy(`another relay has ${path}`);
      throw error;
    }
    this.one = this.db.prepare('SELECT key, row, published FROM cells WHERE topic = ? AND key = ?');
  }

  /** Null when there is no whole fold of this topic. */
  standing(topic: string): FoldStanding | null {
    return this.json('SELECT standing AS text FROM folds WHERE topic = ?', topic) as FoldStanding | null;
  }

  readings(topic: string): readonly DigestReading[] {
    return (this.json('SELECT readings AS text FROM digests WHERE topic = ?', topic) ??
      []) as DigestReading[];
  }

  get(topic: string, key: string): Cell | null {
    const found = this.one.get(topic, key);
    return found ? cellOf(found as CellRow) : null;
  }

  /** At most `limit` cells with keys after this one, in key order. */
  page(topic: string, after: string, limit: number): readonly (readonly [string, Cell])[] {
    const rows = this.db
      .prepare('SELECT key, row, published FROM cells WHERE topic = ? AND key > ? ORDER BY key LIMIT ?')
      .all(topic, after, limit) as CellRow[];
    return rows.map((row) => [row.key, cellOf(row)] as const);
  }

  /** Forgets everything about a topic. */
  reset(topic: string): void {
    this.db.transaction(() => {
      for (const table of ['folds', 'digests', 'cells'])
        this.db.prepare(`DELETE FROM ${table} WHERE topic = ?`).run(topic);
    })();
  }

  /** All layers or none. */
  write(layers: readonly FoldLayer[]): void {
    this.db.transaction(() => {
      for (const layer of layers) this.writeLayer(layer);
    })();
  }

  close(): void {
    this.db.close();
  }

  private writeLayer({ topic, cells, readings, standing }: FoldLayer): void {
    const put = this.db.prepare(
      'INSERT OR REPLACE INTO cells (topic, key, row, published) VALUES (?, ?, ?, ?)',
    );
    const drop = this.db.prepare('DELETE FROM cells WHERE topic = ? AND key = ?');
    for (const [key, { row, published }] of cells)
      if (row === null && published === null) drop.run(topic, key);
      else put.run(topic, key, row === null ? null : JSON.stringify(row), published);
    this.db.prepare('INSERT OR REPLACE INTO digests VALUES (?, ?)').run(topic, JSON.stringify(readings));
    if (standing)
      this.db.prepare('INSERT OR REPLACE INTO folds VALUES (?, ?)').run(topic, JSON.stringify(standing));
    else if (standing === null) this.db.prepare('DELETE FROM folds WHERE topic = ?').run(topic);
  }

  private json(sql: string, topic: string): unknown {
    const found = this.db.prepare(sql).get(topic) as { text: string } | undefined;
    return found ? JSON.parse(found.text) : null;
  }
}

const cellOf = ({ row, published }: CellRow): Cell => ({
  row: row === null ? null : (JSON.parse(row) as object),
  published,
});
