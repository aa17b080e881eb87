import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { ForeignPosition } from '../errors.js';
import type { AllPage, Position, ReadAllOptions, RecordedEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { matches, recordedOf } from './recorded.js';
import { readAllBackwardsRequest, readAllRequest } from './requests.js';

const PAGE = 1000;
/** At most so many events are looked at for one page of a filtered read. */
const FILTER_WINDOW = 10 * PAGE;

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
export async function readBehind(
  connection: Connection,
  after: Position | null,
  limit: number,
): Promise<Stretch> {
  const asked = after === null ? limit : limit + 1;
  const found = await readEvents(connection, readAllRequest(after, asked), 'read $all');
  if (after !== null && found.length === 0) throw beyond(after);
  const events = found[0]?.position === after ? found.slice(1) : found.slice(0, limit);
  return { events, end: found.length < asked };
}

/** A page behind a position. With a filter it may be short, or empty, before the end: the search has its bounds. */
export async function readPage(
  connection: Connection,
  { after, limit = PAGE, filter }: ReadAllOptions,
): Promise<AllPage> {
  if (!filter) {
    const { events, end } = await readBehind(connection, after, limit);
    return { events, next: events.at(-1)?.position ?? after, end };
  }
  const found: RecordedEvent[] = [];
  let next = after;
  for (let considered = 0; considered < FILTER_WINDOW; considered += PAGE) {
    const { events, end } = await readBehind(connection, next, PAGE);
    for (const event of events) {
      next = event.position;
      if (matches(filter, event)) found.push(event);
      if (found.length === limit) return { events: found, next, end: false };
    }
    if (end) return { events: found, next, end: true };
  }
  return { events: found, next, end: false };
}

/** The position of the last event of all, null when there is none. */
export async function readHead(connection: Connection): Promise<Position | null> {
  const [last] = await readEvents(connection, readAllBackwardsRequest(null, 1), 'read the end of $all');
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
