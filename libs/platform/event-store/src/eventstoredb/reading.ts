import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { ForeignPosition } from '../errors.js';
import type { Position, RecordedEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { recordedOf } from './recorded.js';
import { readAllRequest, readLastRequest } from './requests.js';

/** What lies behind a position, unfiltered. */
export interface Stretch {
  readonly events: readonly RecordedEvent[];
  readonly end: boolean;
}

/** The events a read answers; none when the stream does not exist. */
export async function readEvents(
  connection: Connection,
  request: streams.ReadReq,
  what: string,
  stream?: string,
): Promise<RecordedEvent[]> {
  const answers = await connection.read(request, what, stream);
  return answers.flatMap((answer) => {
    const event = answer.getEvent();
    return event ? [recordedOf(event)] : [];
  });
}

/**
 * At most `limit` events of `$all` behind `after`. The server's own read begins with the event at that position;
 * it is there unless it was scavenged or the position is none of this store's.
 */
export async function readBehind(connection: Connection, after: Position | null, limit: number): Promise<Stretch> {
  const asked = after === null ? limit : limit + 1;
  const found = await readEvents(connection, readAllRequest(after, asked), 'read $all');
  if (after !== null && found.length === 0) throw beyond(after);
  const events = found[0]?.position === after ? found.slice(1) : found.slice(0, limit);
  return { events, end: found.length < asked };
}

/** The position of the last event of all, null when there is none. */
export async function readHead(connection: Connection): Promise<Position | null> {
  const [last] = await readEvents(connection, readLastRequest(), 'read the end of $all');
  return last?.position ?? null;
}

/** Throws ForeignPosition for a position behind the last event. */
export async function assertGiven(connection: Connection, after: Position | null): Promise<void> {
  if (after === null) return;
  const head = await readHead(connection);
  if (head === null || after > head) throw beyond(after);
}

const beyond = (position: Position): ForeignPosition =>
  new ForeignPosition(`position ${position} lies beyond the end of this store`);
