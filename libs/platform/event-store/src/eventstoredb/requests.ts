import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { EventFilter, ExpectedRevision, NewEvent, Position } from '../event-store.js';

const { BatchAppendReq, ReadReq } = streams;
const { FilterOptions, AllOptions, StreamOptions, SubscriptionOptions, UUIDOption } = ReadReq.Options;

/** Considered by the server between two checkpoints of a filtered subscription: window × multiplier. */
const FILTER_WINDOW = 32;
const CHECKPOINT_MULTIPLIER = 4;

/** Oldest first from a revision, inclusive. */
export function readStreamRequest(stream: string, from: number, count: number): streams.ReadReq {
  const place = new StreamOptions();
  place.setStreamIdentifier(identifierOf(stream));
  place.setRevision(String(from));
  const options = optionsOf();
  options.setStream(place);
  options.setCount(String(count));
  return requestOf(options);
}

/** Oldest first from a position, inclusive; null is the start. */
export function readAllRequest(from: Position | null, count: number): streams.ReadReq {
  const options = optionsOf();
  options.setAll(placeInAll(from));
  options.setCount(String(count));
  return requestOf(options);
}

/** Newest first, before a position, exclusive; null is the end. */
export function readAllBackwardsRequest(before: Position | null, count: number): streams.ReadReq {
  const options = optionsOf();
  options.setAll(before === null ? theEnd() : placeInAll(before));
  options.setCount(String(count));
  options.setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS);
  return requestOf(options);
}

/** `$all` behind a position, exclusive. The server filters by stream or by type, not by both: then it gives all. */
export function subscribeRequest(after: Position | null, filter: EventFilter | undefined): streams.ReadReq {
  const options = optionsOf();
  options.setAll(placeInAll(after));
  options.setSubscription(new SubscriptionOptions());
  const onServer = filterOf(filter);
  if (onServer) {
    options.clearNoFilter();
    options.setFilter(onServer);
  }
  return requestOf(options);
}

/** An append in one message, with the correlation id its answer will carry. */
export function batchAppendRequest(
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  deadline: Date,
): { readonly correlationId: string; readonly request: streams.BatchAppendReq } {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(identifierOf(stream));
  if (expected === 'none') options.setNoStream(new empty.Empty());
  else options.setStreamPosition(String(expected));
  options.setDeadline(timestamp.Timestamp.fromDate(deadline));
  const correlationId = randomUUID();
  const request = new BatchAppendReq();
  request.setCorrelationId(uuidOf(correlationId));
  request.setOptions(options);
  request.setProposedMessagesList(events.map(proposalOf));
  request.setIsFinal(true);
  return { correlationId, request };
}

function proposalOf(event: NewEvent): streams.BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuidOf(event.id));
  message.getMetadataMap().set('type', event.type).set('content-type', event.contentType);
  message.setData(event.data);
  message.setCustomMetadata(event.metadata);
  return message;
}

function filterOf(filter: EventFilter | undefined): streams.ReadReq.Options.FilterOptions | null {
  const streamPrefixes = filter?.streamPrefixes ?? [];
  const typePrefixes = filter?.typePrefixes ?? [];
  if ((streamPrefixes.length === 0) === (typePrefixes.length === 0)) return null;
  const expression = new FilterOptions.Expression();
  const options = new FilterOptions();
  expression.setPrefixList([...streamPrefixes, ...typePrefixes]);
  if (streamPrefixes.length > 0) options.setStreamIdentifier(expression);
  else options.setEventType(expression);
  options.setMax(FILTER_WINDOW);
  options.setCheckpointintervalmultiplier(CHECKPOINT_MULTIPLIER);
  return options;
}

function theEnd(): streams.ReadReq.Options.AllOptions {
  const place = new AllOptions();
  place.setEnd(new shared.Empty());
  return place;
}

function placeInAll(position: Position | null): streams.ReadReq.Options.AllOptions {
  const place = new AllOptions();
  if (position === null) {
    place.setStart(new shared.Empty());
    return place;
  }
  const wire = new ReadReq.Options.Position();
  wire.setCommitPosition(String(position));
  wire.setPreparePosition(String(position));
  place.setPosition(wire);
  return place;
}

function optionsOf(): streams.ReadReq.Options {
  const uuids = new UUIDOption();
  uuids.setString(new shared.Empty());
  const options = new ReadReq.Options();
  options.setUuidOption(uuids);
  options.setNoFilter(new shared.Empty());
  return options;
}

function requestOf(options: streams.ReadReq.Options): streams.ReadReq {
  const request = new ReadReq();
  request.setOptions(options);
  return request;
}

function identifierOf(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

function uuidOf(id: string): shared.UUID {
  const uuid = new shared.UUID();
  uuid.setString(id);
  return uuid;
}
