import { readFileSync } from 'node:fs';

/** What one listener takes on at most, and how long it waits for whom. */
export interface EdgeLimits {
  /** Larger bodies are 413. */
  readonly bodyBytes: number;
  /** Request line and headers together; above it 431, or 414 where it is the address. */
  readonly headerBytes: number;
  /** Header lines. */
  readonly headers: number;
  /** Characters of path and query. */
  readonly urlLength: number;
  /** From the connection, or the last answer, to the end of the headers; then 408. */
  readonly headersMs: number;
  /** To the end of the body; then 408. At least {@link headersMs}. */
  readonly requestMs: number;
  /** From the end of the body to the answer; then 504, whatever becomes of the work. */
  readonly handlerMs: number;
  /** From the answer until its last byte is taken; then the connection is cut. */
  readonly answerMs: number;
  /** Between two requests of a connection. */
  readonly keepAliveMs: number;
  /** How often deadlines are looked at. */
  readonly lookMs: number;
  /** Connections above it are answered 503 once, and closed. */
  readonly connections: number;
  /** Requests handled at once; above it 503. */
  readonly handled: number;
  /** The same for health and metrics, which are answered when nothing else is. */
  readonly handledVital: number;
  /** Requests of one connection that are under way at once; above it 503. */
  readonly pipelined: number;
  /** Bytes of answers a connection has not read when it asks for more; above it 503. */
  readonly unreadAhead: number;
  /** A body announced as larger than this, or not announced, counts among the large ones. */
  readonly largeBodyBytes: number;
  /** Bytes of bodies, from their announcement until the answer is sent or the connection gone; above it 503. */
  readonly bodiesBytes: number;
  /** The same where a large body is asked for: what lies between is left to small ones. */
  readonly largeBodiesBytes: number;
  /** Bytes of answers that were not read yet; above it the connections that read least are cut. */
  readonly unreadBytes: number;
  /** What is under way at the end gets this long. */
  readonly drainMs: number;
  /** So long nothing must be under way before the connections are closed. */
  readonly quietMs: number;
}

const WANTED_CONNECTIONS = 4000;

export const EDGE_LIMITS: EdgeLimits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 16 * 1024,
  headers: 100,
  urlLength: 4096,
  headersMs: 10_000,
  requestMs: 30_000,
  handlerMs: 20_000,
  answerMs: 30_000,
  keepAliveMs: 65_000,
  lookMs: 250,
  connections: Math.min(WANTED_CONNECTIONS, Math.floor(openFiles() / 2)),
  handled: 1000,
  handledVital: 32,
  pipelined: 32,
  unreadAhead: 1024 * 1024,
  largeBodyBytes: 64 * 1024,
  bodiesBytes: 16 * 1024 * 1024,
  largeBodiesBytes: 8 * 1024 * 1024,
  unreadBytes: 64 * 1024 * 1024,
  drainMs: 6000,
  quietMs: 100,
};

/** Files this process may have open; Node raises the soft limit to the hard one by itself. Linux says so, others are believed. */
function openFiles(): number {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? Infinity : Number(limit);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Infinity;
    throw error;
  }
}
