import { HttpException } from '@nestjs/common';
import { AuthenticationUnavailable, Forbidden, ScopeMissing, Unauthenticated } from '#platform/auth';
import { DomainRejection } from '#platform/event-sourcing';
import {
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
  ForeignPosition,
  InvalidAppend,
  RequestReused,
  StaleRevision,
  UnknownEvent,
  UnreadableLog,
} from '#platform/event-store';
import {
  AsOfAhead,
  AsOfBusy,
  InvalidCursor,
  PositionNotReached,
  ProjectionUnavailable,
} from '#platform/projections';
import { FIELD_WORDS } from '../fields/field-words.js';
import { InvalidRequest, Problem } from './exceptions.js';
import type { PlatformProblemCode } from './platform-problems.js';
import type { FieldError, ProblemDetails } from './problem.js';

/** A thrown thing in the words of the catalogue. */
export interface ProblemCause {
  readonly code: string;
  readonly details?: ProblemDetails;
  readonly errors?: readonly Omit<FieldError, 'detail'>[];
}

/** The code of a problem or rejection, whatever closed set it belongs to. */
const named = ({ code, details }: Pick<ProblemCause, 'code' | 'details'>): ProblemCause => ({
  code,
  details,
});

const platform = (code: PlatformProblemCode, details?: ProblemDetails): ProblemCause => ({ code, details });

/** Translates whatever a request ended in; null for what nobody foresaw. */
export function problemOf(thrown: unknown): ProblemCause | null {
  if (thrown instanceof InvalidRequest) return { code: thrown.code, errors: thrown.errors };
  if (thrown instanceof Problem || thrown instanceof DomainRejection) return named(thrown);
  if (thrown instanceof Unauthenticated || thrown instanceof Forbidden) return { code: thrown.code };
  if (thrown instanceof ScopeMissing) return scopeProblem(thrown);
  return storeProblem(thrown) ?? transportProblem(thrown);
}

function storeProblem(thrown: unknown): ProblemCause | null {
  if (thrown instanceof RequestReused) return platform('idempotency-key-reused');
  if (thrown instanceof StaleRevision) {
    const { stream, expected, actual, state, since } = thrown;
    if (actual < 0) return platform('nothing-to-match', { stream, expected });
    return platform('stale-revision', { stream, expected, actual, current: state, since });
  }
  if (thrown instanceof ConcurrencyConflict) return platform('concurrent-change');
  if (thrown instanceof ForeignPosition) return platform('foreign-position');
  if (thrown instanceof InvalidAppend)
    return platform(
      thrown.code === 'event-too-large' || thrown.code === 'append-too-large'
        ? 'too-large'
        : 'malformed-request',
    );
  if (thrown instanceof EventStoreOverloaded) return platform('store-overloaded');
  if (thrown instanceof EventStoreUnavailable) return platform('store-unavailable');
  if (thrown instanceof UnreadableLog) return platform('event-log-damaged');
  if (thrown instanceof UnknownEvent) return platform('newer-build-needed', { reason: thrown.message });
  if (thrown instanceof ProjectionUnavailable)
    return platform('projection-unavailable', { projection: thrown.projection, reason: thrown.reason });
  if (thrown instanceof PositionNotReached) return platform('position-not-reached');
  if (thrown instanceof AsOfAhead) return platform('as-of-ahead');
  if (thrown instanceof AsOfBusy) return platform('as-of-busy');
  if (thrown instanceof InvalidCursor) return platform('malformed-cursor', { pointer: '/cursor' });
  if (thrown instanceof AuthenticationUnavailable) return platform('authentication-unavailable');
  return null;
}

function scopeProblem({ from, field, kind }: ScopeMissing): ProblemCause {
  const place = from === 'params' ? 'path' : from;
  return {
    code: 'invalid-request',
    errors: [{ pointer: `/${field}`, in: place, code: kind, messages: FIELD_WORDS[kind] }],
  };
}

const BY_STATUS: Readonly<Record<number, PlatformProblemCode>> = {
  400: 'malformed-request',
  // The server of static files refuses a path that leads out of its folder; access of ours has words of its own.
  403: 'route-not-found',
  404: 'route-not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
  503: 'shutting-down',
};

/** What Nest or Fastify refuse by themselves: both say which status. */
function transportProblem(thrown: unknown): ProblemCause | null {
  const status =
    thrown instanceof HttpException
      ? thrown.getStatus()
      : (thrown as { statusCode?: unknown } | null)?.statusCode;
  const code = typeof status === 'number' ? BY_STATUS[status] : undefined;
  return code ? { code } : null;
}
