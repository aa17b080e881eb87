import { sqliteCode } from './sqlite-codes.js';

/** What it needs of a connection of better-sqlite3. */
export interface ReadingConnection {
  readonly open: boolean;
  readonly inTransaction: boolean;
  prepare(sql: string): { run(): unknown };
}

/**
 * Lets the reads of one turn of the event loop share a read transaction. SQLite throws a connection's page cache
 * away at the first read after somebody else's commit: so it does once a turn, not once a read. What is committed
 * within the turn is seen after {@link end}.
 */
export class TurnSnapshot {
  private readonly begin;
  private readonly commit;
  private taken = false;
  private ended = 0;

  constructor(private readonly connection: ReadingConnection) {
    this.begin = connection.prepare('BEGIN');
    this.commit = connection.prepare('COMMIT');
  }

  /** Another number after each snapshot: with the same one nothing else can be seen. */
  get number(): number {
    return this.ended;
  }

  /** Before a read; within a transaction of the caller's own it does nothing. */
  use(): void {
    if (this.connection.inTransaction) return;
    this.begin.run();
    this.taken = true;
    setImmediate(() => {
      this.end();
    });
  }

  end(): void {
    if (!this.taken) return;
    this.taken = false;
    this.ended++;
    // After some failures SQLite has ended the transaction itself.
    if (!this.connection.open || !this.connection.inTransaction) return;
    try {
      this.commit.run();
    } catch (error) {
      // What a read met is said once more here, which ended the transaction: the read has told whoever asked.
      if (this.connection.inTransaction || sqliteCode(error) === null) throw error;
    }
  }
}
