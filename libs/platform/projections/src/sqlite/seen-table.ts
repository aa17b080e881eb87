import type { Database, Statement } from 'better-sqlite3';
import type { LastSeen } from '#platform/event-store';

export const SEEN_TABLE = `
  CREATE TABLE IF NOT EXISTS seen (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ledger_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    position TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    event_id TEXT NOT NULL
  )`;

type Columns = Omit<LastSeen, 'position'> & { readonly position: string };

/** The furthest entry of the ledger that any rows of the file were folded up to. */
export class SeenTable {
  private readonly select: Statement<[], Columns>;
  private readonly replace: Statement<[Columns]>;

  constructor(database: Database) {
    this.select = database.prepare(
      `SELECT ledger_id AS ledgerId, ordinal, store_id AS storeId, position, stream, revision, event_id AS eventId
       FROM seen`,
    );
    this.replace = database.prepare(
      `INSERT INTO seen VALUES (1, @ledgerId, @ordinal, @storeId, @position, @stream, @revision, @eventId)
       ON CONFLICT DO UPDATE SET ledger_id = @ledgerId, ordinal = @ordinal, store_id = @storeId,
         position = @position, stream = @stream, revision = @revision, event_id = @eventId
       WHERE @ordinal >= ordinal OR @ledgerId <> ledger_id`,
    );
  }

  last(): LastSeen | null {
    const row = this.select.get();
    return row ? { ...row, position: BigInt(row.position) } : null;
  }

  /** Within the transaction of the checkpoints; what is not further changes nothing. */
  reached(seen: LastSeen): void {
    this.replace.run({ ...seen, position: String(seen.position) });
  }
}
