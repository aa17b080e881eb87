import type { AnyProjection } from './projection.js';

/** `civitas.<plural>.v<n>`: integration events, keyed by aggregate id. */
export interface EventTopic {
  readonly topic: string;
  /** Contract types that go there. */
  readonly contracts: readonly string[];
}

/** `civitas.<read-model>.v<n>`: compacted, the current row by key; a tombstone when it is gone. */
export interface StateTopic {
  readonly topic: string;
  /** Folded by the relay itself, in a file of its own. */
  readonly projection: AnyProjection;
  /** What is published of a row; null keeps it unpublished (and takes back what was). */
  value(row: never, key: string): object | null;
}
