import Database from 'better-sqlite3';
import { namingFile } from '#platform/sqlite';
import { OutboxTable } from './outbox-table.js';
import { ProcessTable } from './process-table.js';
import { ADDED_COLUMNS, FILE_VERSION, TABLES } from './schema.js';
import { SeenTable } from './seen-table.js';
import { TimerTable } from './timer-table.js';

const BUSY_MS = 5000;

/**
 * What processes know and intend, in a file of its own. A commit may be lost with the machine's power, never a part
 * of one: what is lost is read from the ledger again and leads to the same commands with the same ids. Only an
 * installation is synced, because the ledger does not tell when it was.
 */
export class ProcessFile {
  readonly processes: ProcessTable;
  readonly outbox: OutboxTable;
  readonly timers: TimerTable;
  readonly seen: SeenTable;

  private constructor(private readonly database: Database.Database) {
    this.processes = new ProcessTable(database);
    this.outbox = new OutboxTable(database);
    this.timers = new TimerTable(database);
    this.seen = new SeenTable(database);
  }

  /** Creates the file when it is missing. Throws when another build wrote it. */
  static open(path: string): ProcessFile {
    const database = new Database(path, { timeout: BUSY_MS });
    try {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.transaction(() => prepare(database, path)).immediate();
      return new ProcessFile(database);
    } catch (error) {
      database.close();
      throw namingFile(error, path, 'restore it from a backup (ops restore): it says what was done already');
    }
  }

  /** All of it or, when it throws, nothing. */
  transact<T>(work: () => T): T {
    return this.database.transaction(work).immediate();
  }

  /** The same, on the disk when it returns. */
  transactDurably<T>(work: () => T): T {
    this.database.pragma('synchronous = FULL');
    try {
      return this.transact(work);
    } finally {
      this.database.pragma('synchronous = NORMAL');
    }
  }

  close(): void {
    this.database.close();
  }
}

function prepare(database: Database.Database, path: string): void {
  const version = database.pragma('user_version', { simple: true });
  if (version !== 0 && version !== FILE_VERSION)
    throw new Error(`${path} was written by another build (version ${String(version)})`);
  database.pragma(`user_version = ${FILE_VERSION}`);
  database.exec(TABLES);
  for (const { table, column } of ADDED_COLUMNS) {
    const columns = database.pragma(`table_info(${table})`) as readonly { readonly name: string }[];
    if (!columns.some(({ name }) => name === column))
      database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
  }
}
