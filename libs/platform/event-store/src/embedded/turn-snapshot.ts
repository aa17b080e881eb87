import type { Connection } from './log-file.js';

/**
 * Lets the reads of one turn of the event loop share a read transaction. SQLite throws a connection's page cache
 * away at the first read after somebody else's commit: so it does once a turn, not once a read. What is committed
 * within the turn is seen after {@link end}.
 */
export class TurnSnapshot {
  private readonly begin;
  private readonly commit;

  constructor(private readonly db: Connection) {
    this.begin = db.prepare('BEGIN');
    this.commit = db.prepare('COMMIT');
  }

  /** Before a read. */
  use(): void {
    if (this.db.inTransaction) return;
    this.begin.run();
    setImmediate(() => {
      this.end();
    });
  }

  end(): void {
    if (this.db.open && this.db.inTransaction) this.commit.run();
  }
}
