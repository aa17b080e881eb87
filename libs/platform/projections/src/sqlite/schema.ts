import type { AnyProjection } from '../projection.js';

/** Raised when the tables of the file change shape; an older file is rebuilt from the ledger. */
export const FILE_VERSION = 4;

export const CHECKPOINT_TABLE = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    version INTEGER NOT NULL,
    ledger_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    position TEXT,
    handled INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    id_sum INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('folding', 'active', 'parked', 'retired')),
    reason TEXT,
    parked_keys TEXT NOT NULL,
    heard INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    PRIMARY KEY (projection, generation)
  ) WITHOUT ROWID`;

/** What the verifier found, by generation. */
export const COVERAGE_TABLE = `
  CREATE TABLE IF NOT EXISTS coverage (
    projection TEXT NOT NULL,
    generation INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    position TEXT,
    recounted INTEGER NOT NULL,
    id_sum INTEGER NOT NULL,
    fault TEXT,
    is_sealed INTEGER NOT NULL,
    PRIMARY KEY (projection, generation)
  ) WITHOUT ROWID`;

/** Quoted names of the tables of one generation. */
export interface GenerationTables {
  readonly rows: string;
  readonly entries: string;
  readonly counters: string;
}

export const tablesOf = (projection: string, generation: number): GenerationTables => ({
  rows: `"rows:${projection}:${generation}"`,
  entries: `"entries:${projection}:${generation}"`,
  counters: `"counters:${projection}:${generation}"`,
});

/** Column of a declared index. */
export const indexColumn = (name: string): string => `"ix_${name}"`;

/** Null sorts before everything and takes part in comparisons, which SQL's own NULL does not. */
export const NULL_IN_INDEX = -Infinity;

/** Part of a condition where rows without a value stand in no tree: SQLite looks for it word by word. */
export const hasValue = (name: string): string => `${indexColumn(name)} <> -9e999`;

/** Throws when the projection's names cannot be names of tables and columns. */
export function checkNames({ name, indexes }: AnyProjection): void {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) throw new Error(`not a projection name: ${JSON.stringify(name)}`);
  for (const index of Object.keys(indexes ?? {}))
    if (!/^[A-Za-z][A-Za-z0-9]{0,62}$/.test(index) || index === 'key')
      throw new Error(`not an index name: ${JSON.stringify(index)}`);
}

/**
 * Rows by key, with a column for each index: all that folding needs. `seal` is a checksum of the row; null where
 * it was written in bulk and the verifier has not come by yet.
 */
export function rowsDdl(projection: AnyProjection, generation: number): string {
  const columns = Object.keys(projection.indexes ?? {}).map((index) => `, ${indexColumn(index)} NOT NULL`);
  return `CREATE TABLE ${tablesOf(projection.name, generation).rows} (
    key TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL, ordinal INTEGER NOT NULL, revision INTEGER NOT NULL,
    seal INTEGER
    ${columns.join('')})`;
}

/**
 * What reading needs beside the rows. Made when a generation is caught up: index by index at once costs a
 * fraction of keeping them through a fold. A sorted tree is (value, key), so that pages can go on behind any row; in the
 * others rows of one value lie as they came, and a new one beside the last.
 */
export function readingDdl(projection: AnyProjection, generation: number): readonly string[] {
  const { name, indexes = {}, trees = {} } = projection;
  const { rows, entries, counters } = tablesOf(name, generation);
  const grown = Object.keys(indexes).filter((index) => trees[index] !== 'none');
  const ddl = grown.map((index) => {
    const where = trees[index] === 'sparse' ? ` WHERE ${hasValue(index)}` : '';
    const columns = trees[index] === 'sorted' ? `${indexColumn(index)}, key` : indexColumn(index);
    return `CREATE INDEX "ix:${name}:${generation}:${index}" ON ${rows} (${columns})${where}`;
  });
  return [
    ...ddl,
    `CREATE TABLE ${entries} (
       board TEXT NOT NULL, negated INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (board, negated, key)
     ) WITHOUT ROWID`,
    `CREATE TABLE ${counters} (
       board TEXT NOT NULL, node INTEGER NOT NULL, members INTEGER NOT NULL, PRIMARY KEY (board, node)
     ) WITHOUT ROWID`,
  ];
}

export const dropDdl = (projection: string, generation: number): readonly string[] =>
  Object.values(tablesOf(projection, generation)).map((table) => `DROP TABLE IF EXISTS ${table}`);
