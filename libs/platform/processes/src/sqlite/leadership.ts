import Database from 'better-sqlite3';

/**
 * Who works on a data directory's processes: one at a time. The lock is SQLite's on an empty file beside theirs, so
 * it dies with its holder.
 */
export class Leadership {
  private constructor(private readonly database: Database.Database) {}

  /** Null while somebody else has it. */
  static take(path: string): Leadership | null {
    const database = new Database(path, { timeout: 0 });
    try {
      database.pragma('journal_mode = OFF');
      database.exec('BEGIN EXCLUSIVE');
      return new Leadership(database);
    } catch (error) {
      database.close();
      if (String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return null;
      throw error;
    }
  }

  release(): void {
    this.database.close();
  }
}
