import { checkBoardValue } from './boards/radix.js';
import { FoldFailure } from './evolve-event.js';
import type { AnyProjection, BoardEntry, IndexValue } from './projection.js';
import type { RowWrite } from './storage.js';

const NO_BOARDS: readonly BoardEntry[] = [];

/** A row as folding left it, and as it was stored before. */
export interface ChangedRow {
  readonly key: string;
  readonly row: object | null;
  readonly stored: object | null;
  readonly ordinal: number;
  readonly revision: number;
  /** Of its JSON; {@link encodeRows} takes note of it. */
  characters: number;
}

/**
 * What has to be written for a changed row; null when there was none and is none. Without boards nothing is said
 * of them. Throws what the projection's
 * indexes and boards throw, TypeError on a key or index value and RangeError on a board value that cannot be kept.
 */
export function encodeRow(
  projection: AnyProjection,
  changed: ChangedRow,
  withBoards: boolean,
): RowWrite | null {
  const { key, row, stored, ordinal, revision } = changed;
  if (row === null && stored === null) return null;
  if (typeof key !== 'string' || key === '' || !key.isWellFormed())
    throw new TypeError(`not a key: ${JSON.stringify(key)}`);
  const before = withBoards ? boardsOf(projection, stored, key) : NO_BOARDS;
  const after = withBoards ? boardsOf(projection, row, key) : NO_BOARDS;
  return {
    key,
    row: row === null ? null : JSON.stringify(row),
    ordinal,
    revision,
    existed: stored !== null,
    indexes: row === null ? null : changedIndexes(projection, row, stored, key),
    left: without(before, after),
    joined: without(after, before),
  };
}

/**
 * The same for many, one by one: a batch is large, and its text would be held beside its rows. Throws
 * {@link FoldFailure} naming the row.
 */
export function* encodeRows(
  projection: AnyProjection,
  rows: Iterable<ChangedRow>,
  withBoards: boolean,
): IterableIterator<RowWrite> {
  for (const changed of rows) {
    const write = encodeOrName(projection, changed, withBoards);
    if (!write) continue;
    changed.characters = write.row?.length ?? 0;
    yield write;
  }
}

/** Throws what writing the row would. */
export function tryRow(projection: AnyProjection, key: string, row: object | null): void {
  encodeRow(projection, { key, row, stored: null, ordinal: 0, revision: 0, characters: 0 }, true);
}

function encodeOrName(projection: AnyProjection, changed: ChangedRow, withBoards: boolean): RowWrite | null {
  try {
    return encodeRow(projection, changed, withBoards);
  } catch (error) {
    const { key, ordinal } = changed;
    throw new FoldFailure(key, `row ${key}, last changed at ordinal ${ordinal}: ${(error as Error).message}`);
  }
}

function changedIndexes(
  projection: AnyProjection,
  row: object,
  stored: object | null,
  key: string,
): readonly IndexValue[] | null {
  if (!projection.indexes) return null;
  const values = indexesOf(projection, row, key);
  if (stored === null) return values;
  const before = indexesOf(projection, stored, key);
  return values.every((value, index) => value === before[index]) ? null : values;
}

/** What a row stands under in each index; throws TypeError on a value that cannot be kept. */
export function indexesOf(projection: AnyProjection, row: object, key: string): readonly IndexValue[] {
  const values: IndexValue[] = [];
  for (const name in projection.indexes) {
    const value = (projection.indexes[name] as (row: object, key: string) => IndexValue)(row, key);
    if (value !== null && typeof value !== 'string' && !Number.isSafeInteger(value))
      throw new TypeError(`index ${name} of ${key} is neither text, integer nor null: ${String(value)}`);
    values.push(value);
  }
  return values;
}

/** Where a row stands; throws when it stands twice on one board. */
export function boardsOf(projection: AnyProjection, row: object | null, key: string): readonly BoardEntry[] {
  if (!projection.boards || row === null) return NO_BOARDS;
  const entries = projection.boards(row, key);
  const boards = new Set<string>();
  for (const { board, value } of entries) {
    checkBoardValue(value);
    if (boards.has(board)) throw new RangeError(`${key} stands twice on ${board}`);
    boards.add(board);
  }
  return entries;
}

/** Entries that are not among the others; no board stands twice in either. */
function without(entries: readonly BoardEntry[], others: readonly BoardEntry[]): readonly BoardEntry[] {
  if (entries.length === 0 || others.length === 0) return entries;
  const values = new Map(others.map(({ board, value }) => [board, value]));
  return entries.filter(({ board, value }) => values.get(board) !== value);
}
