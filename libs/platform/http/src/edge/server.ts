import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import type { EdgeRequest } from '../commands/edge-request.js';
import type { ProblemFilter, ProblemReply } from '../problems/problem.filter.js';
import { bodyText, parseBody } from './json-body.js';
import type { RouteTable } from './route-table.js';
import type { Traffic } from './traffic.js';

const MAX_PARAM_LENGTH = 500;

/** The listener: bounded bodies, headers and times, JSON only, and problem documents for whatever it refuses by itself. */
export function createServer(routes: RouteTable, problems: ProblemFilter, traffic: Traffic): FastifyAdapter {
  const { limits } = traffic;
  const options: FastifyHttpOptions<Server> = {
    bodyLimit: limits.bodyBytes,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.lookMs,
      // Refused with the rest of what is malformed: Node's own answer is no problem document.
      requireHostHeader: false,
    },
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
    // While draining every request is answered by Traffic.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) =>
      problems.answer(error, request as unknown as EdgeRequest, reply as unknown as ProblemReply),
    clientErrorHandler: (error, socket) => traffic.unreadable(error, socket),
  };
  const adapter = new FastifyAdapter({ ...options, skipMiddie: true });
  const server = adapter.getInstance();
  traffic.follow(server);
  server.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limits.bodyBytes },
    ({ headers }, bytes, done) => {
      try {
        done(null, parseBody(bodyText(bytes as Buffer, headers)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  return adapter;
}
