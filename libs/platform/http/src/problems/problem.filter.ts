import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { DomainRejection } from '#platform/event-sourcing';
import { UnreadableLog } from '#platform/event-store';
import type { EdgeRequest } from '../commands/edge-request.js';
import { headerOf } from '../commands/edge-request.js';
import { RouteTable } from '../edge/route-table.js';
import { LOG } from '../tokens.js';
import { Problem } from './exceptions.js';
import { languageOf } from './language.js';
import { ProblemCatalogue } from './problem-catalogue.js';
import { problemDocument, PROBLEM_TYPE } from './problem-document.js';
import { type ProblemCause, problemOf } from './problem-of.js';
import { RETRY_AFTER_SECONDS } from './retry-after.js';

/** The part of a Fastify reply that answers a problem. */
export interface ProblemReply {
  readonly sent: boolean;
  code(status: number): this;
  header(name: string, value: string): this;
  type(contentType: string): this;
  send(body: string): unknown;
}

export interface ErrorLog {
  error(fields: object, message: string): void;
}

/** Renders everything a request can end in; what nobody foresaw is logged whole and says nothing outside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly catalogue: ProblemCatalogue,
    private readonly routes: RouteTable,
    @Inject(LOG) private readonly log: ErrorLog,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<EdgeRequest>(), http.getResponse<ProblemReply>());
  }

  /** Also for what Fastify refuses before any route is known. */
  answer(thrown: unknown, request: EdgeRequest, reply: ProblemReply): void {
    if (reply.sent) return;
    const correlationId = (request.correlationId ??= randomUUID());
    const cause = this.causeOf(thrown, request, correlationId, reply);
    const meaning = this.catalogue.get(cause.code) as NonNullable<ReturnType<ProblemCatalogue['get']>>;
    const document = problemDocument(
      cause,
      meaning,
      languageOf(headerOf(request, 'accept-language')),
      correlationId,
    );
    request.problemCode = cause.code;
    const retryAfter = RETRY_AFTER_SECONDS[cause.code];
    if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
    if (meaning.status === 401) reply.header('WWW-Authenticate', 'Bearer realm="civitas"');
    reply.code(meaning.status).header('X-Correlation-Id', correlationId).header('Cache-Control', 'no-store');
    reply.type(PROBLEM_TYPE).send(JSON.stringify(document));
  }

  private causeOf(
    thrown: unknown,
    request: EdgeRequest,
    correlationId: string,
    reply: ProblemReply,
  ): ProblemCause {
    const cause = problemOf(thrown);
    if (cause?.code === 'route-not-found') return this.notFound(request, reply);
    // Which event it is concerns operators, not whoever asked.
    if (thrown instanceof UnreadableLog)
      this.log.error({ reason: thrown.message, correlationId }, 'a request met damage in the event log');
    if (cause && this.catalogue.get(cause.code)) return cause;
    const unmapped =
      thrown instanceof DomainRejection || thrown instanceof Problem
        ? `the code ${thrown.code} has no meaning`
        : 'a request failed';
    this.log.error(
      { err: thrown, correlationId, method: request.method, route: request.routeOptions?.url },
      unmapped,
    );
    return { code: 'internal-error' };
  }

  private notFound(request: EdgeRequest, reply: ProblemReply): ProblemCause {
    const methods = this.routes.methodsAt(request.url.split('?', 1)[0] as string);
    if (methods.length === 0 || methods.includes(request.method)) return { code: 'route-not-found' };
    reply.header('Allow', methods.join(', '));
    return { code: 'method-not-allowed' };
  }
}
