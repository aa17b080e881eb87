import { derivedId } from '#platform/values';
import type { Projection, ProjectionEvent } from '#platform/projections';
import type { StoredCheckpoint } from '../libs/platform/projections/src/checkpoints.js';
import { ReadModelFile } from '../libs/platform/projections/src/sqlite/read-model-file.js';
import { scaled } from './sizes.js';

export const MEMBERS = scaled(1_000_000);
export const BOARD = 'all';
export const LEDGER = { ledgerId: 'bench', storeId: 'bench' };

const AT_ONCE = 10_000;
/** Fewer values than members, so that ranks are shared; scaled points as boards of scores have them. */
const VALUES = 500_000;

type Scored = ProjectionEvent<'Scored', { readonly key: string; readonly value: number }>;

/** One board of everybody. */
export const scores: Projection<{ readonly value: number }, Scored> = {
  name: 'scores',
  version: 1,
  handles: ['Scored'],
  keysOf: ({ data }) => [data.key],
  evolve: (_row, { data }) => ({ value: data.value }),
  boards: ({ value }) => [{ board: BOARD, value }],
};

/**
 * Writes a read-model file with the board in it, by the tables and the switching a rebuild ends with. Answers its
 * members, keys ascending.
 */
export function writeBoard(path: string): readonly string[] {
  const keys = Array.from({ length: MEMBERS }, (_, index) => derivedId('member', index)).sort();
  const file = ReadModelFile.open(path);
  try {
    const generation = file.transact(() => file.addGeneration(scores, LEDGER));
    for (let from = 0; from < keys.length; from += AT_ONCE)
      file.transact(() => writeRows(file, generation, keys.slice(from, from + AT_ONCE)));
    file.transact(() => file.activate(scores, generation));
  } finally {
    file.close();
  }
  return keys;
}

function writeRows(file: ReadModelFile, generation: StoredCheckpoint, keys: readonly string[]): void {
  const place = { ordinal: 0, revision: 0, existed: false, indexes: null, left: [], joined: [] };
  const rows = keys.map((key) => ({ key, row: JSON.stringify({ value: valueOf(key) }), ...place }));
  file.rows(scores, generation).write(rows);
}

/** Even over the values, and the same in every run. */
const valueOf = (key: string): number => Number.parseInt(key.slice(0, 8), 16) % VALUES;
