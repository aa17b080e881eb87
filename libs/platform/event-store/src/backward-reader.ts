import type { EventReader, Position, RecordedEvent } from './event-store.js';

/**
 * Reading towards the start, which the EventStoreDB protocol has and the port does without. A page may be short;
 * only an empty one is the start.
 */
export interface BackwardReader extends EventReader {
  /** At most `limit` events, newest first, from a revision, inclusive; null is the end. */
  readStreamBackwards(stream: string, from: number | null, limit: number): Promise<readonly RecordedEvent[]>;
  /** At most `limit` events of `$all`, newest first, before a position, exclusive; null is the end. */
  readAllBackwards(before: Position | null, limit: number): Promise<readonly RecordedEvent[]>;
}
