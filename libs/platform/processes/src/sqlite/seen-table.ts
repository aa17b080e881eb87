import type Database from 'better-sqlite3';
import type { LastSeen } from '#platform/event-store';

/** The last entry of the ledger that processes were given. */
export class SeenTable {
  private readonly reading;
  private readonly writing;

  constructor(database: Database.Database) {
    this.reading = database.prepare<[], { seen: string }>('SELECT seen FROM seen');
    this.writing = database.prepare<[seen: string]>('INSERT OR REPLACE INTO seen (one, seen) VALUES (1, ?)');
  }

  last(): LastSeen | null {
    const row = this.reading.get();
    if (!row) return null;
    const { position, ...seen } = JSON.parse(row.seen) as Omit<LastSeen, 'position'> & { position: string };
    return { ...seen, position: BigInt(position) };
  }

  reached({ position, ...seen }: LastSeen): void {
    this.writing.run(JSON.stringify({ ...seen, position: position.toString() }));
  }
}
