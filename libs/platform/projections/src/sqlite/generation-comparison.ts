import type { Database } from 'better-sqlite3';
import { canonicalJson } from '#platform/values';
import type { StoredCheckpoint } from '../checkpoints.js';
import type { RowDifference } from '../read-models.js';
import { isSealIntact } from './row-seal.js';
import { tablesOf } from './schema.js';

const SAMPLE = 10;
/** Rows of unequal text that are compared field by field; beyond these the text decides. */
const PARSED = 10_000;

/** How the rows of two generations differ, both standing at one ordinal. */
export interface GenerationComparison {
  /** Rows of the later one. */
  readonly rows: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  /** Some of them. */
  readonly sample: readonly RowDifference[];
  /** Changed rows that were not, in the earlier one, as the projector had written them. */
  readonly broken: number;
}

interface Counts {
  readonly rows: number;
  readonly common: number;
  readonly unequal: number;
}

interface ChangedRows {
  readonly count: number;
  readonly broken: number;
  readonly keys: readonly string[];
}

const NONE_CHANGED: ChangedRows = { count: 0, broken: 0, keys: [] };
/** 1 where other events made the row. */
const MOVED = '(was.ordinal <> now.ordinal OR was.revision <> now.revision)';

interface Pair {
  readonly key: string;
  readonly row: string;
  readonly was: string;
  readonly ordinal: number;
  readonly revision: number;
  readonly seal: number | null;
  /** 1 where other events made it. */
  readonly moved: number;
}

/**
 * Compares row by row, within one transaction. Of two foldings by the same version the events that made a row are
 * compared, too.
 */
export function compareGenerations(
  database: Database,
  earlier: StoredCheckpoint,
  later: StoredCheckpoint,
): GenerationComparison {
  const before = tablesOf(earlier.projection, earlier.generation).rows;
  const after = tablesOf(later.projection, later.generation).rows;
  const moved = earlier.version === later.version ? MOVED : '0';
  const { rows, common, unequal } = database
    .prepare<[], Counts>(
      `SELECT count(*) AS rows, count(was.key) AS common, total(was.row <> now.row OR ${moved}) AS unequal
       FROM ${after} AS now LEFT JOIN ${before} AS was USING (key)`,
    )
    .get() as Counts;
  const had = database.prepare<[], number>(`SELECT count(*) FROM ${before}`).pluck().get() as number;
  const added = rows - common;
  const removed = had - common;
  const changed = unequal === 0 ? NONE_CHANGED : changedRows(database, before, after, moved);
  const lacking = (there: string, elsewhere: string): string[] =>
    database
      .prepare<[], string>(
        `SELECT key FROM ${there} WHERE key NOT IN (SELECT key FROM ${elsewhere}) LIMIT ${SAMPLE}`,
      )
      .pluck()
      .all();
  const sample: RowDifference[] = [
    ...changed.keys.map((key) => ({ key, kind: 'changed' as const })),
    ...(added > 0 ? lacking(after, before) : []).map((key) => ({ key, kind: 'added' as const })),
    ...(removed > 0 ? lacking(before, after) : []).map((key) => ({ key, kind: 'removed' as const })),
  ];
  const { broken } = changed;
  return { rows, changed: changed.count, added, removed, sample: sample.slice(0, SAMPLE), broken };
}

function changedRows(database: Database, before: string, after: string, moved: string): ChangedRows {
  const unequal = database.prepare<[], Pair>(
    `SELECT now.key, now.row, was.row AS was, was.ordinal, was.revision, was.seal, ${moved} AS moved
     FROM ${after} AS now JOIN ${before} AS was USING (key) WHERE was.row <> now.row OR ${moved}`,
  );
  const found = { count: 0, broken: 0, keys: [] as string[] };
  let parsed = 0;
  for (const pair of unequal.iterate()) {
    if (pair.moved === 0 && parsed++ < PARSED && saysTheSame(pair.row, pair.was)) continue;
    found.count++;
    const { key, was: row, ordinal, revision, seal } = pair;
    if (!isSealIntact({ key, row, ordinal, revision, seal })) found.broken++;
    if (found.keys.length < SAMPLE) found.keys.push(key);
  }
  return found;
}

function saysTheSame(row: string, was: string): boolean {
  try {
    return canonicalJson(JSON.parse(row)) === canonicalJson(JSON.parse(was));
  } catch {
    return false;
  }
}
