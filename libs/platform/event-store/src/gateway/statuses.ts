import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import googleStatus from '@eventstore/db-client/generated/status_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import {
  EventStoreOverloaded,
  EventStoreUnavailable,
  ForeignPosition,
  InvalidAppend,
  StreamDeleted,
} from '../errors.js';

const CODES = {
  invalid: status.INVALID_ARGUMENT,
  timeout: status.ABORTED,
  unsupported: status.UNIMPLEMENTED,
} as const;

/** A call this gateway does not serve as it was asked; `trailers` go to the caller with the status. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  constructor(
    readonly kind: keyof typeof CODES,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a call fails with, trailers included (key `exception`). */
export function callStatus(error: unknown, maxAppendBytes: number): StatusObject {
  if (error instanceof RefusedCall) return statusObject(CODES[error.kind], error.message, error.trailers);
  const message = error instanceof Error ? error.message : 'the call failed';
  if (error instanceof StreamDeleted)
    return statusObject(status.FAILED_PRECONDITION, message, {
      exception: 'stream-deleted',
      'stream-name': encodeURIComponent(error.stream),
    });
  if (error instanceof InvalidAppend && isTooLarge(error))
    return statusObject(status.INVALID_ARGUMENT, message, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(maxAppendBytes),
    });
  return statusObject(codeOf(error), message, {});
}

/** The same for one append among many on a stream: a status whose details name the server's error. */
export function appendStatus(
  error: unknown,
  stream: shared.StreamIdentifier,
  maxAppendBytes: number,
): googleStatus.Status {
  const message = error instanceof Error ? error.message : 'the append failed';
  if (error instanceof StreamDeleted) {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(stream);
    return googleStatusOf(status.FAILED_PRECONDITION, message, 'StreamDeleted', deleted);
  }
  if (error instanceof InvalidAppend && isTooLarge(error)) {
    const exceeded = new shared.MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(maxAppendBytes);
    return googleStatusOf(status.INVALID_ARGUMENT, message, 'MaximumAppendSizeExceeded', exceeded);
  }
  if (error instanceof EventStoreUnavailable || (error instanceof RefusedCall && error.kind === 'timeout'))
    return googleStatusOf(status.DEADLINE_EXCEEDED, message, 'Timeout', new shared.Timeout());
  if (error instanceof InvalidAppend || error instanceof RefusedCall) {
    const bad = new shared.BadRequest();
    bad.setMessage(message);
    return googleStatusOf(status.INVALID_ARGUMENT, message, 'BadRequest', bad);
  }
  return googleStatusOf(codeOf(error), message, 'Unknown', new shared.Unknown());
}

/** A `google.rpc.Status` that holds the server's own error of that name. */
export function googleStatusOf(
  code: status,
  message: string,
  name: string,
  details: { serializeBinary(): Uint8Array },
): googleStatus.Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  const refusal = new googleStatus.Status();
  refusal.setCode(code as never);
  refusal.setMessage(message);
  refusal.setDetails(packed);
  return refusal;
}

export function statusObject(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>>,
): StatusObject {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}

const isTooLarge = ({ code }: InvalidAppend): boolean =>
  code === 'append-too-large' || code === 'event-too-large';

function codeOf(error: unknown): status {
  if (error instanceof InvalidAppend || error instanceof ForeignPosition) return status.INVALID_ARGUMENT;
  if (error instanceof EventStoreOverloaded) return status.RESOURCE_EXHAUSTED;
  if (error instanceof EventStoreUnavailable) return status.UNAVAILABLE;
  return status.UNKNOWN;
}
