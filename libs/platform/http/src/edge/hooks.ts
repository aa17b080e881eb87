import { randomUUID } from 'node:crypto';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { holdsPersonalNumber } from '#platform/auth';
import type { Log, Metrics } from '#platform/observability';
import { startSpan } from '#platform/tracing';
import { type EdgeRequest, headerOf } from '../commands/edge-request.js';
import { PlatformProblem } from '../problems/exceptions.js';
import { refuseBrokenEncoding } from './query-encoding.js';
import { Revised } from '../reads/revised.js';

const CORRELATION_ID = /^[A-Za-z0-9._-]{1,100}$/;

/** What happens to every request before and after its handler: correlation, receipts, measurements, one line in the log. */
export function addHooks(adapter: FastifyAdapter, metrics: Metrics, log: Log): void {
  const server = adapter.getInstance<FastifyInstance>();
  trace(server);
  correlate(server);
  refuseQueries(server);
  renderReceipts(server);
  report(server, metrics, log);
}

/** Scraped and probed without end: nobody looks for a trace of it. */
const UNTRACED = /^\/(health\/|metrics$)/;

function trace(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _, done) => {
    const edge = request as unknown as EdgeRequest;
    const { url: route = 'none' } = request.routeOptions;
    if (!UNTRACED.test(route))
      edge.span = startSpan(`${request.method} ${route}`, {
        kind: 'server',
        parent: headerOf(edge, 'traceparent'),
        attributes: { 'http.request.method': request.method, 'http.route': route },
      });
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { span, correlationId, problemCode } = request as unknown as EdgeRequest;
    if (span) {
      span.set({ 'http.response.status_code': reply.statusCode, 'civitas.correlation_id': correlationId });
      if (problemCode !== undefined) span.set({ 'civitas.problem': problemCode });
      if (reply.statusCode >= 500) span.failed(new Error('server error'));
      span.end();
    }
    done();
  });
}

function correlate(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const edge = request as unknown as EdgeRequest;
    const given = headerOf(edge, 'x-correlation-id');
    const accepted = given === undefined || (CORRELATION_ID.test(given) && !holdsPersonalNumber(given));
    edge.correlationId = accepted && given !== undefined ? given : randomUUID();
    reply.header('X-Correlation-Id', edge.correlationId).header('X-Content-Type-Options', 'nosniff');
    done(accepted ? undefined : new PlatformProblem('malformed-correlation-id'));
  });
}

function refuseQueries(server: FastifyInstance): void {
  server.addHook('onRequest', ({ url }, _, done) => {
    refuseBrokenEncoding(url);
    done();
  });
}

function renderReceipts(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, reply, payload: unknown, done) => {
    const asOf = (request as unknown as EdgeRequest).known?.ordinal;
    const mark = asOf === undefined || reply.statusCode !== 200 ? null : { asOf };
    if (payload instanceof Revised) {
      reply.header('ETag', `"${payload.revision}"`);
      return done(null, mark ? { ...payload.body, ...mark } : payload.body);
    }
    if (mark) return done(null, { ...(payload as object), ...mark });
    if (request.method !== 'GET' && isReceipt(payload)) {
      reply.code(payload.id === undefined ? 200 : 201);
      if (payload.revision >= 0) reply.header('ETag', `"${payload.revision}"`);
    }
    done(null, payload);
  });
}

function report(server: FastifyInstance, metrics: Metrics, log: Log): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { correlationId, problemCode: problem } = request as unknown as EdgeRequest;
    const { url: route = 'none', config } = request.routeOptions;
    const { statusCode: status, elapsedTime } = reply;
    const { method } = request;
    metrics.observe({
      method,
      route,
      status,
      seconds: elapsedTime / 1000,
      commands: config.commands ?? [],
      problem,
    });
    const ms = Math.round(elapsedTime * 1000) / 1000;
    log.info(
      { correlationId, method, route, status, ms, ...(problem !== undefined && { problem }) },
      'request',
    );
    done();
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Names of the commands a route sends. */
    commands?: readonly string[];
  }
}

interface ReceiptLike {
  readonly id?: string;
  readonly revision: number;
}

const isReceipt = (payload: unknown): payload is ReceiptLike =>
  typeof payload === 'object' &&
  payload !== null &&
  'stream' in payload &&
  'revision' in payload &&
  'events' in payload;
