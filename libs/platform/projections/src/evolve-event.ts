import { sqliteCode } from '#platform/sqlite';
import type { AnyProjection, ProjectionEvent } from './projection.js';

/** The rows of one projection as they stand before an event. */
export interface RowSource {
  get(key: string): object | null;
  /** Keys of every row there is, each once. */
  keys(): Iterable<string>;
}

export interface RowChange {
  readonly key: string;
  /** null: the row goes, or was never there. */
  readonly row: object | null;
}

/** A projection threw on an event; `key` is null when it had not named its keys yet. */
export class FoldFailure extends Error {
  override readonly name = 'FoldFailure';
  constructor(
    readonly key: string | null,
    override readonly cause: unknown,
  ) {
    super(messageOf(cause));
  }
}

const NO_REFERENCES: ReadonlyMap<string, object> = new Map();
const NO_CHANGES: readonly RowChange[] = [];

/**
 * What one event does to a projection's rows: all of it, or {@link FoldFailure} and nothing. Every key sees its
 * own row and the references as they stood before the event; a key named twice is fed once; a row answered as it
 * was given is no change.
 */
export function evolveEvent(
  projection: AnyProjection,
  event: ProjectionEvent,
  rows: RowSource,
): readonly RowChange[] {
  let key: string | null = null;
  try {
    const keys = projection.keysOf(event);
    if (keys.length === 0) return NO_CHANGES;
    const references = referencesOf(projection, event, rows);
    let changes: RowChange[] | null = null;
    for (key of distinct(keys === 'every-row' ? [...rows.keys()] : keys)) {
      const before = rows.get(key);
      const row = projection.evolve(before, event, key, references) as object | null;
      if (row === before) continue;
      if (changes) changes.push({ key, row });
      else changes = [{ key, row }];
    }
    return changes ?? NO_CHANGES;
  } catch (error) {
    throw new FoldFailure(key, error);
  }
}

export interface KeySet {
  has(key: string): boolean;
}

/** What one event does to keys of which some are parked, or throw. */
export interface EvolvedByKey {
  readonly changes: readonly RowChange[];
  readonly failures: readonly { readonly key: string; readonly reason: string }[];
  /** A parked key is among its keys. */
  readonly waits: boolean;
}

/**
 * The same key by key: one that throws fails alone, as does one that refers to a parked row, which is not what it
 * should be by now, and one whose new row `check` throws on; parked ones are left out. Throws {@link FoldFailure} without a key when the event's keys or
 * references cannot be told, and what reading rows throws.
 */
export function evolveByKey(
  projection: AnyProjection,
  event: ProjectionEvent,
  rows: RowSource,
  parked: KeySet,
  check: ((key: string, row: object | null) => void) | null,
): EvolvedByKey {
  const { keys, references, stale } = aimsOf(projection, event, rows, parked);
  const changes: RowChange[] = [];
  const failures: { key: string; reason: string }[] = [];
  let waits = false;
  for (const key of keys) {
    if (parked.has(key)) {
      waits = true;
      continue;
    }
    if (stale !== undefined) {
      failures.push({ key, reason: `it refers to ${stale}, which is parked` });
      continue;
    }
    try {
      const before = rows.get(key);
      const row = projection.evolve(before, event, key, references) as object | null;
      check?.(key, row);
      if (row !== before) changes.push({ key, row });
    } catch (error) {
      if (isEngineFault(error)) throw error;
      failures.push({ key, reason: messageOf(error) });
    }
  }
  return { changes, failures, waits };
}

function aimsOf(projection: AnyProjection, event: ProjectionEvent, rows: RowSource, parked: KeySet) {
  try {
    const named = projection.keysOf(event);
    const keys = distinct(named === 'every-row' ? [...rows.keys()] : named);
    const stale = projection.referencesOf?.(event).find((key) => parked.has(key));
    return { keys, stale, references: referencesOf(projection, event, rows) };
  } catch (error) {
    if (isEngineFault(error)) throw error;
    throw new FoldFailure(null, error);
  }
}

/** Reading the file failed: no fault of a projection, its rows or the event. */
export const isEngineFault = (error: unknown): boolean => sqliteCode(error) !== null;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function referencesOf(
  projection: AnyProjection,
  event: ProjectionEvent,
  rows: RowSource,
): ReadonlyMap<string, object> {
  const wanted = projection.referencesOf?.(event);
  if (!wanted || wanted.length === 0) return NO_REFERENCES;
  const references = new Map<string, object>();
  for (const key of wanted) {
    const row = rows.get(key);
    if (row !== null) references.set(key, row);
  }
  return references;
}

const distinct = (keys: readonly string[]): readonly string[] =>
  keys.length === 1 ? keys : [...new Set(keys)];
