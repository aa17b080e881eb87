/**
 * A store's own opaque place of an event in `$all`. Comparable within one store only; outside the process it
 * travels with the store's identity.
 */
export type Position = bigint;

/** `none`: the stream must not exist. A number: the revision of its last event, from 0. */
export type ExpectedRevision = 'none' | number;

export interface NewEvent {
  /** UUID, lower case. */
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  /** The store's own stamp, 100-ns ticks since 1970. */
  readonly created: bigint;
}

export interface Appended {
  /** Revision of the last event of this append. */
  readonly revision: number;
  /** Position of the last event of this append. */
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** First revision wanted; 0 by default. */
  readonly from?: number;
  /** At most this many events; 1,000 by default. */
  readonly limit?: number;
}

/** Matches events whose stream or type starts with one of the prefixes; an absent filter matches all, system streams too. */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly typePrefixes?: readonly string[];
}

export interface ReadAllOptions {
  /** Exclusive; null is the start. */
  readonly after: Position | null;
  readonly limit?: number;
  readonly filter?: EventFilter;
}

export interface AllPage {
  readonly events: readonly RecordedEvent[];
  /** Everything at or below was considered; where the next page starts. */
  readonly next: Position | null;
  readonly end: boolean;
}

export type SubscriptionBatch =
  | { readonly kind: 'events'; readonly events: readonly RecordedEvent[]; readonly position: Position }
  /** Everything at or below `position` was considered, matching or not. */
  | { readonly kind: 'caught-up'; readonly position: Position | null };

export interface SubscribeOptions {
  /** Exclusive; null is the start. */
  readonly after: Position | null;
  readonly filter?: EventFilter;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
}

/** What anybody may do with the history. Every method rejects with {@link EventStoreUnavailable} past its deadline. */
export interface EventReader {
  /** The id of the first event of `$all`; a copy of the events in another store has another one. */
  storeId(): Promise<string>;
  /** Oldest first; `[]` when the stream does not exist. Fewer than `limit` events means its end. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  readAll(options: ReadAllOptions): Promise<AllPage>;
  /** Position of the last event, null when empty. */
  head(): Promise<Position | null>;
  /**
   * History, then live, in `$all` order, without a gap. Delivers, reports caught-up (again after every live
   * batch and at least every few seconds), or throws; it never ends or stalls in silence.
   */
  subscribeAll(options: SubscribeOptions): AsyncIterable<SubscriptionBatch>;
  close(): Promise<void>;
}

export interface EventStore extends EventReader {
  /** What this adapter's server cannot promise, each with its own asserted behaviour in the contract suite. */
  readonly capabilities: StoreCapabilities;
  /** Why nothing can be written until the store is opened anew; null, or absent, while it can. */
  readonly writeFailure?: string | null;
  /** The first thing reads met, since it was opened, that is other than written; null, or absent, while none did. */
  readonly damage?: string | null;
  /**
   * Atomic and durable before it resolves. Throws {@link ConcurrencyConflict} when the stream stands elsewhere.
   * The same ids at the same stream and expected revision once more succeed with the first result. After an
   * unknown outcome the adapter tries the same append again, then reads back.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
}

export interface StoreCapabilities {
  /** Largest append in bytes that is accepted. */
  readonly maxAppendBytes: number;
}

/** At most this many bytes of data and metadata an event. */
export const MAX_EVENT_BYTES = 1024 * 1024;
