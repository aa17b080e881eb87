import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type RawAnswer, RawConnection } from '#platform/testing';
import { ProblemCatalogue } from '../src/problems/problem-catalogue.js';
import { ProblemFilter, type ProblemReply } from '../src/problems/problem.filter.js';
import type { EdgeRequest } from '../src/commands/edge-request.js';
import { EDGE_LIMITS, type EdgeLimits } from '../src/edge/limits.js';
import { RouteTable } from '../src/edge/route-table.js';
import { createServer } from '../src/edge/server.js';
import { Traffic } from '../src/edge/traffic.js';

/** Bytes of `/large`. */
export const LARGE = 16 * 1024 * 1024;
const connections: RawConnection[] = [];
let stop: (() => Promise<void>) | undefined;

/** Ends the listener of a test and every connection to it. */
export async function endListening(): Promise<void> {
  for (const connection of connections.splice(0)) connection.close();
  await stop?.();
}

/** A listener with routes that answer at once, when told to, never, or more than anybody's buffers hold. */
export async function listen(limits: Partial<EdgeLimits> = {}) {
  const routes = new RouteTable();
  const logged: string[] = [];
  const log = { error: (_: object, message: string) => void logged.push(message) };
  const problems = new ProblemFilter(new ProblemCatalogue(), routes, log);
  const traffic = new Traffic(problems, { ...EDGE_LIMITS, lookMs: 20, drainMs: 200, quietMs: 20, ...limits });
  const server = createServer(routes, problems, traffic).getInstance<FastifyInstance>();
  traffic.admit(server);
  server.setErrorHandler((error, request, reply) =>
    problems.answer(error, request as unknown as EdgeRequest, reply as unknown as ProblemReply),
  );
  const held: (() => void)[] = [];
  server.get('/quick', () => ({ quick: true }));
  server.post('/quick', ({ body }) => ({ body }));
  const asked: EdgeRequest[] = [];
  const hold = (request: unknown) => {
    asked.push(request as EdgeRequest);
    return new Promise((resolve) => held.push(() => resolve({ held: true })));
  };
  server.get('/held', hold);
  server.post('/held', hold);
  server.post('/broken', () => {
    throw new Error('broken');
  });
  server.get('/large', () => Buffer.alloc(LARGE, 'x'));
  server.get('/health', { config: { vital: true } }, () => ({ healthy: true }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const open = async (...sent: readonly string[]): Promise<RawConnection> => {
    const connection = await RawConnection.open(url);
    connections.push(connection);
    for (const bytes of sent) connection.send(bytes);
    return connection;
  };
  stop = async () => {
    await traffic.drain();
    await server.close();
  };
  return { traffic, open, held, asked, logged };
}

export const get = (path: string, ...headers: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
export const post = (length: number, path = '/quick'): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Status and code of a whole problem document. */
export const outcome = ({ status, headers, text }: RawAnswer): string => {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text) as {
    status: number;
    code: string;
    correlationId: string;
    messages: object;
  };
  expect(problem).toMatchObject({ status, correlationId: expect.any(String) as string });
  expect(problem.messages).toMatchObject({
    zh: expect.any(String) as string,
    en: expect.any(String) as string,
  });
  return `${status} ${problem.code}`;
};
