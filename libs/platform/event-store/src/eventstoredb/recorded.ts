import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { UnreadableLog } from '../errors.js';
import type { EventFilter, Position, RecordedEvent } from '../event-store.js';

/** An event as the server sent it: the bytes untouched, `created` in its ticks. */
export function recordedOf(read: streams.ReadResp.ReadEvent): RecordedEvent {
  const event = read.getEvent() ?? read.getLink();
  if (!event) throw new UnreadableLog('the server sent an event without a record');
  const about = event.getMetadataMap();
  const json = about.get('content-type') === 'application/json';
  return {
    id: event.getId()?.getString() ?? '',
    type: about.get('type') ?? '',
    contentType: json ? 'application/json' : 'application/octet-stream',
    data: event.getData_asU8(),
    metadata: event.getCustomMetadata_asU8(),
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    revision: Number(event.getStreamRevision()),
    position: positionOf(event.getCommitPosition(), event.getPreparePosition()),
    created: BigInt(about.get('created') ?? 0),
  };
}

/**
 * One number for a place in `$all`. Commit and prepare differ only for transactions of the old TCP protocol,
 * and are both at the end of the numbers when a server before 22.6 does not tell them: such a log is refused,
 * because events would share a position.
 */
export function positionOf(commit: string, prepare: string): Position {
  if (commit !== prepare || commit === UNTOLD)
    throw new UnreadableLog(`the server gave commit position ${commit} with prepare position ${prepare}`);
  return BigInt(commit);
}

const UNTOLD = String(2n ** 64n - 1n);

export const matches = (filter: EventFilter | undefined, { stream, type }: RecordedEvent): boolean =>
  !filter ||
  Boolean(filter.streamPrefixes?.some((prefix) => stream.startsWith(prefix))) ||
  Boolean(filter.typePrefixes?.some((prefix) => type.startsWith(prefix)));
