import type { Database, Statement } from 'better-sqlite3';
import type { GenerationSwitch } from '../read-models.js';

/** The last switch of each projection. */
export const SWITCH_TABLE = `
  CREATE TABLE IF NOT EXISTS switches (
    projection TEXT PRIMARY KEY NOT NULL,
    switch TEXT NOT NULL
  ) WITHOUT ROWID`;

interface Columns {
  readonly projection: string;
  /** JSON. */
  readonly switch: string;
}

/** Reads the last switch of every projection that was switched. */
export function selectSwitches(database: Database): () => ReadonlyMap<string, GenerationSwitch> {
  const select: Statement<[], Columns> = database.prepare('SELECT projection, switch FROM switches');
  return () =>
    new Map(select.all().map((row) => [row.projection, JSON.parse(row.switch) as GenerationSwitch]));
}

/** Keeps what became of the rows when one generation took another's place. */
export class SwitchTable {
  private readonly replace: Statement<[string, string]>;

  constructor(database: Database) {
    this.replace = database.prepare('INSERT OR REPLACE INTO switches VALUES (?, ?)');
  }

  /** Within the transaction of the switch. */
  record(projection: string, happened: GenerationSwitch): void {
    this.replace.run(projection, JSON.stringify(happened));
  }
}
