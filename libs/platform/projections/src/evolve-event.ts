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
    super(cause instanceof Error ? cause.message : String(cause));
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
    const changes: RowChange[] = [];
    for (key of distinct(keys === 'every-row' ? [...rows.keys()] : keys)) {
      const before = rows.get(key);
      const row = projection.evolve(before, event, key, references) as object | null;
      if (row !== before) changes.push({ key, row });
    }
    return changes;
  } catch (error) {
    throw new FoldFailure(key, error);
  }
}

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

const distinct = (keys: readonly string[]): Iterable<string> => (keys.length === 1 ? keys : new Set(keys));
