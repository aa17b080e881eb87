import { randomUUID } from 'node:crypto';
import type { ClientWritableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type stubs from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';

const { AppendReq, BatchAppendReq, ReadReq } = streams;

export function subscription(): streams.ReadReq.Options {
  const options = new ReadReq.Options();
  const place = new ReadReq.Options.AllOptions();
  place.setStart(new shared.Empty());
  options.setAll(place);
  options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  options.setNoFilter(new shared.Empty());
  return options;
}

export function batch(stream: string): streams.BatchAppendReq {
  const options = new BatchAppendReq.Options();
  options.setStreamIdentifier(identifier(stream));
  options.setNoStream(new empty.Empty());
  const event = new BatchAppendReq.ProposedMessage();
  event.setId(uuid());
  event.getMetadataMap().set('type', 'SampleHappened').set('content-type', 'application/json');
  event.setData(Buffer.from('{}'));
  const request = new BatchAppendReq();
  request.setCorrelationId(uuid());
  request.setOptions(options);
  request.addProposedMessages(event);
  request.setIsFinal(true);
  return request;
}

export function proposal(): streams.AppendReq.ProposedMessage {
  const event = new AppendReq.ProposedMessage();
  event.setId(uuid());
  event.getMetadataMap().set('type', 'SampleHappened').set('content-type', 'application/json');
  event.setData(Buffer.from('{}'));
  return event;
}

function uuid(): shared.UUID {
  const message = new shared.UUID();
  message.setString(randomUUID());
  return message;
}

export function identifier(stream: string): shared.StreamIdentifier {
  const message = new shared.StreamIdentifier();
  message.setStreamName(Buffer.from(stream));
  return message;
}

export const nameIn = (
  message: { getStreamIdentifier(): shared.StreamIdentifier | undefined } | undefined,
): string => Buffer.from(message?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();

/** Sends a plain append: the options, then a message for each event. */
export function append(
  client: stubs.StreamsClient,
  stream: string,
  expect: (options: streams.AppendReq.Options) => void,
  proposals: readonly streams.AppendReq.ProposedMessage[],
): Promise<streams.AppendResp> {
  return new Promise((resolve, reject) => {
    const call = client.append((error, answer) => (error ? reject(error) : resolve(answer)));
    send(call, stream, expect, proposals);
    call.end();
  });
}

/** The same up to where the caller would say that these were all, and no further. */
export function beginAppend(
  client: stubs.StreamsClient,
  stream: string,
  proposals: readonly streams.AppendReq.ProposedMessage[],
): { readonly call: ClientWritableStream<streams.AppendReq>; readonly failed: Promise<unknown> } {
  const { promise: failed, resolve } = Promise.withResolvers<unknown>();
  const call = client.append((error) => resolve(error));
  send(call, stream, (options) => options.setNoStream(new shared.Empty()), proposals);
  return { call, failed };
}

function send(
  call: ClientWritableStream<streams.AppendReq>,
  stream: string,
  expect: (options: streams.AppendReq.Options) => void,
  proposals: readonly streams.AppendReq.ProposedMessage[],
): void {
  const options = new AppendReq.Options();
  options.setStreamIdentifier(identifier(stream));
  expect(options);
  const head = new AppendReq();
  head.setOptions(options);
  call.write(head);
  for (const event of proposals) {
    const message = new AppendReq();
    message.setProposedMessage(event);
    call.write(message);
  }
}
