import streams from '@eventstore/db-client/generated/streams_pb.js';
import { ForeignPosition } from '../errors.js';
import type { EventReader, Position, RecordedEvent } from '../event-store.js';
import type { BackwardReader } from '../backward-reader.js';
import { selectionOf } from './event-selection.js';
import { streamNotFoundMessage, streamOf, type UuidForm } from './messages.js';
import type { Outgoing } from './outgoing.js';
import { RefusedCall } from './statuses.js';

const PAGE = 500;

type Options = streams.ReadReq.Options;

interface Page {
  readonly events: readonly RecordedEvent[];
  readonly end: boolean;
}

export const isBackwards = (options: Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

export const uuidFormOf = (options: Options): UuidForm =>
  options.getUuidOption()?.hasString() ? 'string' : 'structured';

/** Answers a bounded read of a stream: inclusive both ways; a stream that does not exist is said in band. */
export async function readStream(store: BackwardReader, options: Options, outgoing: Outgoing): Promise<void> {
  const place = options.getStream();
  const stream = streamOf(place?.getStreamIdentifier());
  if (!place || stream === '') throw new RefusedCall('invalid', 'a read needs the name of a stream');
  const [last] = await store.readStreamBackwards(stream, null, 1);
  if (!last) {
    await outgoing.write(streamNotFoundMessage(stream));
    return;
  }
  const backwards = isBackwards(options);
  let from = place.hasRevision() ? Number(place.getRevision()) : place.hasEnd() ? last.revision : 0;
  if (!backwards && (place.hasEnd() || from > last.revision)) return;
  if (backwards) from = Math.min(from, last.revision);
  await sendPages(options, outgoing, async (limit) => {
    const events = backwards
      ? await store.readStreamBackwards(stream, from, limit)
      : await store.readStream(stream, { from, limit });
    from += backwards ? -events.length : events.length;
    // What is on disk and not yet acknowledged may be seen by one look and not by the other.
    return { events, end: events.length === 0 || from < 0 || from > last.revision };
  });
}

/** Answers a bounded read of `$all`: forwards inclusive, backwards exclusive. */
export async function readAll(store: BackwardReader, options: Options, outgoing: Outgoing): Promise<void> {
  const place = options.getAll();
  const position = place?.getPosition();
  const from = position ? BigInt(position.getCommitPosition()) : null;
  if (isBackwards(options)) {
    if (!position && !place?.hasEnd()) return;
    await sendPages(options, outgoing, backwardPages(store, from));
    return;
  }
  if (place?.hasEnd()) return;
  await sendPages(options, outgoing, forwardPages(store, from));
}

function backwardPages(store: BackwardReader, from: Position | null): (limit: number) => Promise<Page> {
  let before = from;
  return async (limit) => {
    const events = await store.readAllBackwards(before, limit);
    before = events.at(-1)?.position ?? before;
    return { events, end: events.length === 0 };
  };
}

/** The port reads behind a position; positions are whole numbers, so the event at one lies behind the one before. */
function forwardPages(store: EventReader, from: Position | null): (limit: number) => Promise<Page> {
  let after = from === null || from === 0n ? null : from - 1n;
  return async (limit) => {
    const page = await store.readAll({ after, limit }).catch((error: unknown) => {
      if (error instanceof ForeignPosition) return { events: [], next: after, end: true };
      throw error;
    });
    after = page.next;
    return page;
  };
}

async function sendPages(
  options: Options,
  outgoing: Outgoing,
  next: (limit: number) => Promise<Page>,
): Promise<void> {
  const selection = selectionOf(options);
  const form = uuidFormOf(options);
  let left = Number(options.getCount());
  while (left > 0) {
    const page = await next(Math.min(left, PAGE));
    for (const event of page.events) {
      if (!selection.matches(event)) continue;
      await outgoing.writeEvent(event, form);
      left--;
    }
    if (page.end) return;
  }
}
