import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { grantOf } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { parseTraceparent } from '#platform/tracing';
import { canonicalJson, derivedId, sha256, shanghaiDate } from '#platform/values';
import { PlatformProblem } from '../problems/exceptions.js';
import { type EdgeRequest, headerOf } from './edge-request.js';

const KEY = /^[\x21-\x7e]{1,200}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

/**
 * Parameter: the {@link CommandContext} of a write. The command id is derived from the actor, the method, the
 * route with its path parameters, and the Idempotency-Key: the same request has the same id for ever.
 * Refuses a missing key and a malformed If-Match with 400.
 */
export const Context = createParamDecorator((_: unknown, context: ExecutionContext) =>
  commandContext(context.switchToHttp().getRequest<EdgeRequest>()),
);

export function commandContext(request: EdgeRequest): CommandContext {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined || !KEY.test(key)) throw new PlatformProblem('idempotency-key-missing');
  const { actor, role, unitId, ownUnitId = role === 'unit' ? unitId : undefined } = grantOf(request);
  const now = request.now as string;
  return {
    commandId: derivedId(actor, request.method, ...target(request), key),
    targets: Object.values(request.params as Record<string, string>),
    requestHash: sha256(canonicalJson(request.body ?? null)),
    actor,
    role,
    ...optional('actorUnitId', ownUnitId),
    ...optional('reason', reasonOf(request.body)),
    correlationId: request.correlationId,
    ...optional('traceparent', traceparentOf(request)),
    signal: (request.abandoned ??= new AbortController()).signal,
    ...optional('expectedRevision', expectedRevision(request)),
    now,
    today: shanghaiDate(now),
  };
}

/** The route's template and its parameters by name: what is acted on, however the path was spelt. */
function target(request: EdgeRequest): string[] {
  const parts = [request.routeOptions.url ?? request.url];
  const params = (request.params ?? {}) as Record<string, string>;
  for (const name of Object.keys(params).sort()) parts.push(name, String(params[name]));
  return parts;
}

function expectedRevision(request: EdgeRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const revision = typeof header === 'string' ? REVISION.exec(header)?.[1] : undefined;
  if (revision === undefined) throw new PlatformProblem('malformed-if-match');
  return Number(revision);
}

/** The request's own span, or the caller's while nothing is traced here. */
function traceparentOf(request: EdgeRequest): string | undefined {
  if (request.span) return request.span.traceparent;
  const header = headerOf(request, 'traceparent');
  return header !== undefined && parseTraceparent(header) ? header : undefined;
}

function reasonOf(body: unknown): string | undefined {
  const reason = (body as { reason?: unknown } | null | undefined)?.reason;
  return typeof reason === 'string' ? reason.trim() : undefined;
}

const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> => (value === undefined ? {} : ({ [name]: value } as Record<Name, Value>));
