import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import type { EdgeRequest } from '../commands/edge-request.js';
import { PLATFORM_PROBLEMS } from '../problems/platform-problems.js';
import { PROBLEM_TYPE } from '../problems/problem-document.js';
import type { ProblemFilter, ProblemReply } from '../problems/problem.filter.js';
import { bodyText, MAX_BODY_BYTES, parseBody } from './json-body.js';
import type { RouteTable } from './route-table.js';

const MAX_HEADER_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_PARAM_LENGTH = 500;

/** The listener: bounded bodies, headers and times, JSON only, and problem documents for whatever it refuses by itself. */
export function createServer(routes: RouteTable, problems: ProblemFilter): FastifyAdapter {
  const options: FastifyHttpOptions<Server> = {
    bodyLimit: MAX_BODY_BYTES,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) =>
      problems.answer(error, request as unknown as EdgeRequest, reply as unknown as ProblemReply),
    clientErrorHandler: refuseConnection,
  };
  const adapter = new FastifyAdapter({ ...options, skipMiddie: true });
  const server = adapter.getInstance();
  server.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
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

/** Bytes that never became a request: too many headers, or no HTTP at all. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'malformed-request';
  const { status, zh, en } = PLATFORM_PROBLEMS[code];
  const body = JSON.stringify({
    type: `/problems/${code}`,
    title: STATUS_CODES[status],
    status,
    detail: zh,
    code,
    messages: { zh, en },
  });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
