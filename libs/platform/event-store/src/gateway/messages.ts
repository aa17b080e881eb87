import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { NewEvent, Position, RecordedEvent } from '../event-store.js';
import { RefusedCall } from './statuses.js';

const { ReadResp } = streams;
const { ReadEvent } = ReadResp;

/** How the caller wants event ids: as text, or as two 64-bit halves, which is the default of the protocol. */
export type UuidForm = 'string' | 'structured';

type Proposal = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

/** An event on its way out; for ordinary writes the commit position is the prepare position. */
export function eventMessage(event: RecordedEvent, form: UuidForm): streams.ReadResp {
  const record = new ReadEvent.RecordedEvent();
  record.setId(uuidMessage(event.id, form));
  record.setStreamIdentifier(identifierOf(event.stream));
  record.setStreamRevision(String(event.revision));
  record.setCommitPosition(String(event.position));
  record.setPreparePosition(String(event.position));
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(event.created));
  record.setCustomMetadata(event.metadata);
  record.setData(event.data);
  const read = new ReadEvent();
  read.setEvent(record);
  read.setCommitPosition(String(event.position));
  const message = new ReadResp();
  message.setEvent(read);
  return message;
}

export function checkpointMessage(position: Position): streams.ReadResp {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const message = new ReadResp();
  message.setCheckpoint(checkpoint);
  return message;
}

export function confirmationMessage(subscriptionId: string): streams.ReadResp {
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(subscriptionId);
  const message = new ReadResp();
  message.setConfirmation(confirmation);
  return message;
}

export function caughtUpMessage(): streams.ReadResp {
  const message = new ReadResp();
  message.setCaughtUp(new ReadResp.CaughtUp());
  return message;
}

export function fellBehindMessage(): streams.ReadResp {
  const message = new ReadResp();
  message.setFellBehind(new ReadResp.FellBehind());
  return message;
}

export function streamNotFoundMessage(stream: string): streams.ReadResp {
  const notFound = new ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const message = new ReadResp();
  message.setStreamNotFound(notFound);
  return message;
}

/** An event on its way in. Refuses one that does not say its type and content type. */
export function newEventOf(proposal: Proposal): NewEvent {
  const about = proposal.getMetadataMap();
  const [type, contentType] = [about.get('type'), about.get('content-type')];
  if (type === undefined || contentType === undefined)
    throw new RefusedCall('invalid', 'an event must say its type and content-type', {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    });
  return {
    id: uuidOf(proposal.getId()),
    type,
    contentType: contentType === 'application/json' ? 'application/json' : 'application/octet-stream',
    data: proposal.getData_asU8(),
    metadata: proposal.getCustomMetadata_asU8(),
  };
}

export function identifierOf(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

export const streamOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export function uuidOf(uuid: shared.UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString().toLowerCase() ?? '';
  const halves = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()];
  const hex = halves.map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function uuidMessage(id: string, form: UuidForm): shared.UUID {
  const uuid = new shared.UUID();
  if (form === 'string') {
    uuid.setString(id);
    return uuid;
  }
  const hex = id.replaceAll('-', '');
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`))));
  structured.setLeastSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`))));
  uuid.setStructured(structured);
  return uuid;
}
