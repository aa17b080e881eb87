import { status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type googleStatus from '@eventstore/db-client/generated/status_pb.js';
import {
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
  ForeignPosition,
  InvalidAppend,
  StreamDeleted,
  UnreadableLog,
} from '../errors.js';
import type { ExpectedRevision } from '../event-store.js';

/** The same number in google.rpc.Status as in gRPC. */
const TOO_MUCH: number = status.RESOURCE_EXHAUSTED;

const OURS = [
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
  ForeignPosition,
  InvalidAppend,
  StreamDeleted,
  UnreadableLog,
];

interface CallFailure {
  readonly code: number;
  readonly details: string;
  /** The trailer `exception`, which names the server's own error. */
  readonly exception: string | undefined;
}

/** Whether the server behind the connection is gone, so that a new connection is worth trying. */
export const isConnectionLost = (error: unknown): boolean =>
  callFailureOf(error)?.code === status.UNAVAILABLE && callFailureOf(error)?.exception !== 'not-leader';

/** The port's error for what a call failed with; errors of ours pass. `stream` is the one it was about. */
export function portError(error: unknown, what: string, stream = '$all'): Error {
  if (error instanceof Error && OURS.some((known) => error instanceof known)) return error;
  const failure = callFailureOf(error);
  if (!failure)
    return new EventStoreUnavailable(`${what}: ${error instanceof Error ? error.message : 'failed'}`);
  const sentence = `${what}: ${failure.details} (${status[failure.code] ?? failure.code})`;
  if (failure.exception === 'stream-deleted') return new StreamDeleted(stream);
  if (failure.exception === 'maximum-append-size-exceeded')
    return new InvalidAppend('append-too-large', sentence);
  switch (failure.code) {
    case status.INVALID_ARGUMENT:
      return new ForeignPosition(sentence);
    case status.RESOURCE_EXHAUSTED:
      return new EventStoreOverloaded(sentence);
    default:
      return new EventStoreUnavailable(sentence);
  }
}

/** An append that may have been done or not; trying it again tells. */
export class UnknownOutcome extends EventStoreUnavailable {}

/** The port's error for an append that the server answered with a refusal; {@link UnknownOutcome} for a timeout. */
export function refusalOf(refusal: googleStatus.Status, stream: string, expected: ExpectedRevision): Error {
  const details = refusal.getDetails();
  const name = details?.getTypeName() ?? '';
  const sentence = `append to ${stream}: ${refusal.getMessage()} (${name || refusal.getCode()})`;
  switch (name) {
    case 'event_store.client.WrongExpectedVersion': {
      const conflict = details?.unpack(shared.WrongExpectedVersion.deserializeBinary, name);
      const actual = conflict?.hasCurrentStreamRevision()
        ? Number(conflict.getCurrentStreamRevision())
        : 'none';
      return new ConcurrencyConflict(stream, expected, actual);
    }
    case 'event_store.client.StreamDeleted':
      return new StreamDeleted(stream);
    case 'event_store.client.MaximumAppendSizeExceeded':
      return new InvalidAppend('append-too-large', sentence);
    case 'event_store.client.AccessDenied':
    case 'event_store.client.BadRequest':
      return new EventStoreUnavailable(sentence);
    default:
      if (refusal.getCode() === TOO_MUCH) return new EventStoreOverloaded(sentence);
      return new UnknownOutcome(sentence);
  }
}

function callFailureOf(error: unknown): CallFailure | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return null;
  const { code } = error;
  const details = 'details' in error && typeof error.details === 'string' ? error.details : error.message;
  const metadata = 'metadata' in error ? (error.metadata as { get?(key: string): unknown[] }) : undefined;
  const exception = metadata?.get?.('exception')[0];
  return { code, details, exception: typeof exception === 'string' ? exception : undefined };
}
