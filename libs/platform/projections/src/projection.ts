import type { EventMetadata } from '#platform/event-store';

/** An event as projections see it: their own context's domain event, or another context's contract. */
export interface ProjectionEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
  readonly at: EventPlace;
}

/** Where and when; the same for a contract and the stored event it came from. */
export interface EventPlace {
  readonly ordinal: number;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  /** As in the metadata, without the cost of all of them. */
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
}

/** What a row can be looked up and sorted by. Numbers are integers. */
export type IndexValue = string | number | null;

/** A place on a board: ranks are kept by the engine, higher values first. */
export interface BoardEntry {
  /** Board and scope, e.g. `score:140800-2021:140800`. */
  readonly board: string;
  /** Scaled integer, |value| < 2^47. */
  readonly value: number;
}

/**
 * `sorted`: lists can be sorted by it. `none`: it has few values, and rows are looked through. `sparse`: rows where it is
 * null stand in no tree.
 */
export type IndexTree = 'sorted' | 'none' | 'sparse';

/** Key list, or every row there is (rare events that change what all rows say, e.g. a cycle opened late). */
export type Keys = readonly string[] | 'every-row';

/**
 * A read model as a value: rows by key, folded from events. Pure. `handles` names domain event types of the own
 * context and contract types of others. `references` are rows of other keys of this same projection, declared
 * by `referencesOf` beforehand. Feeding one event twice is the engine's fault, never met here.
 */
export interface Projection<Row extends object = object, E extends ProjectionEvent = ProjectionEvent> {
  readonly name: string;
  /** Raised when rows folded from the same events would differ; the engine folds the new one anew. */
  readonly version: number;
  readonly handles: readonly E['type'][];
  keysOf(event: E): Keys;
  referencesOf?(event: E): readonly string[];
  evolve(row: Row | null, event: E, key: string, references: ReadonlyMap<string, Row>): Row | null;
  /** Columns by name, to narrow and to sort lists by. Rows without an entry here are found by key only. */
  readonly indexes?: Readonly<Record<string, (row: Row, key: string) => IndexValue>>;
  /** Those of them whose search tree is another than one rows are looked up in. */
  readonly trees?: Readonly<Record<string, IndexTree>>;
  boards?(row: Row, key: string): readonly BoardEntry[];
}

/** A projection whose row and event types are put aside, as lists hold it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential: each value is consistent in itself
export type AnyProjection = Projection<any, any>;
