import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HealthCheck } from '#platform/observability';
import type { EdgeRequest } from '../commands/edge-request.js';
import { PlatformProblem } from '../problems/exceptions.js';
import type { PlatformProblemCode } from '../problems/platform-problems.js';
import type { ProblemFilter } from '../problems/problem.filter.js';
import { EDGE_LIMITS, type EdgeLimits } from './limits.js';
import { lingerAfter } from './linger.js';
import { bodyBytesOf, malformed } from './arriving-request.js';
import { type ClientError, languageIn, problemOfBytes, refuseBytes } from './refused-bytes.js';
import { type Journey, UnderWay } from './under-way.js';

/** Connections beyond the refused ones, which are dropped without a word. */
const REFUSED_AT_ONCE = 256;
const QUIET_LOOKS = 5;

/**
 * Keeps a listener within its limits: refuses with a problem what it cannot take on, answers in the stead of
 * handlers that are late, cuts off who does not read, and at the end lets what is under way finish.
 */
export class Traffic {
  /** To be looked at from elsewhere. */
  readonly underWay: UnderWay;
  private readonly vital = new Set<string>();
  private readonly surplus = new WeakSet<Socket>();
  private readonly broken = new WeakSet<Socket>();
  /** Open now. */
  connections = 0;
  private arrivals = 0;
  private draining = false;
  private server: Server | null = null;

  constructor(
    private readonly problems: ProblemFilter,
    readonly limits: EdgeLimits = EDGE_LIMITS,
  ) {
    this.underWay = new UnderWay(limits, { late: (journey) => this.abandon(journey) });
  }

  /** Not well from the moment the end begins. */
  readonly check: HealthCheck = {
    name: 'listener',
    check: () => Promise.resolve(this.draining ? 'is shutting down' : null),
  };

  /** Counts connections, and every request before anything else looks at it. */
  follow(instance: FastifyInstance): void {
    const { server } = instance;
    this.server = server;
    // Node passes over headers above its own number in silence; ours are counted and refused.
    server.maxHeadersCount = 0;
    server.maxConnections = this.limits.connections + REFUSED_AT_ONCE;
    server.on('connection', (socket: Socket) => this.connect(socket));
    // An expectation nobody knows may be passed over (RFC 9110, 10.1.1).
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
    server.on('connect', ({ headers }, socket: Socket) =>
      refuseBytes(socket, 'method-not-allowed', headers['accept-language']),
    );
    instance.addHook('onRoute', ({ url, config }) => {
      if (config?.vital === true) this.vital.add(url);
    });
    // A member of each request: millions of entries of a WeakMap cost more than everything else here.
    instance.decorateRequest('journey', null);
    instance.addHook('onRequest', (request, reply, done) => {
      this.begin(request, reply);
      done();
    });
  }

  /** Refuses what is too much. */
  admit(instance: FastifyInstance): void {
    instance.addHook('onRequest', (request, reply, done) => {
      const journey = request.journey as Journey;
      if (this.draining || this.surplus.has(journey.socket)) reply.header('Connection', 'close');
      const refusal = malformed(request, this.limits) ?? (journey.vital ? null : this.takeOn(journey));
      done(refusal === null ? undefined : new PlatformProblem(refusal));
    });
    instance.addHook('preValidation', (request, _, done) => {
      const journey = request.journey as Journey;
      if (this.isFull(journey.vital)) return done(new PlatformProblem('server-overloaded'));
      this.underWay.handle(journey);
      done();
    });
    instance.addHook('onSend', (request, _, __, done) => {
      lingerAfter(request.raw);
      done();
    });
  }

  /** Bytes that are no request, or only the beginning of one. Answers to what came before them go first. */
  unreadable(error: ClientError, socket: Socket): void {
    if (error.code === 'ECONNRESET') return void socket.destroy();
    // Node says so again at each look, until the connection is gone.
    if (this.broken.has(socket)) return;
    this.broken.add(socket);
    const code = problemOfBytes(error, this.limits);
    const last = [...this.underWay.of(socket)].at(-1);
    if (!last) return refuseBytes(socket, code, languageIn(error));
    if (!last.request.raw.complete) return this.refuse(last, code);
    last.reply.raw.once('close', () => refuseBytes(socket, code, languageIn(error)));
  }

  /**
   * Takes on nothing more, answers what has not wholly come, and waits for the rest: what is not answered by the
   * deadline is told that its outcome is not known. Then no connection is left.
   */
  async drain(): Promise<void> {
    this.draining = true;
    for (const journey of this.underWay.all()) {
      if (journey.reply.raw.headersSent) continue;
      if (journey.phase === 'receiving') this.refuse(journey, 'shutting-down');
      else journey.reply.header('Connection', 'close');
    }
    const deadline = performance.now() + this.limits.drainMs;
    do {
      await this.underWay.emptyWithin(deadline - performance.now());
      await this.quietBy(deadline);
    } while (this.underWay.busy && performance.now() < deadline);
    for (const journey of this.underWay.all()) this.abandon(journey);
    await setImmediate();
    this.underWay.stop();
    this.server?.close();
    this.server?.closeAllConnections();
  }

  /** What was sent, and who connected, before may lie in the system's queues: several looks must find nothing new. */
  private async quietBy(deadline: number): Promise<void> {
    for (let looks = 0; looks < QUIET_LOOKS && performance.now() < deadline; looks++) {
      const before = this.arrivals;
      await setTimeout(this.limits.quietMs / QUIET_LOOKS);
      // A timer may fire before the sockets were looked at; then come those that are called at once.
      await setImmediate();
      if (this.arrivals !== before) looks = -1;
    }
  }

  private connect(socket: Socket): void {
    this.arrivals++;
    this.connections++;
    socket.once('close', () => this.connections--);
    if (this.connections > this.limits.connections) this.surplus.add(socket);
  }

  private begin(request: FastifyRequest, reply: FastifyReply): void {
    const journey: Journey = {
      request,
      reply,
      socket: request.raw.socket,
      vital: this.vital.has(request.url) && bodyBytesOf(request, this.limits) === 0,
      bodyBytes: 0,
      phase: 'receiving',
      since: performance.now(),
    };
    request.journey = journey;
    this.arrivals++;
    this.underWay.begin(journey);
  }

  /** The problem of what is too much; null of what has its place now. */
  private takeOn(journey: Journey): PlatformProblemCode | null {
    const { request, socket } = journey;
    if (this.draining) return 'shutting-down';
    if (this.surplus.has(socket)) return 'too-many-connections';
    const full =
      this.isFull(false) ||
      this.underWay.of(socket).size > this.limits.pipelined ||
      this.underWay.unreadOf(socket) > this.limits.unreadAhead ||
      !this.underWay.reserve(journey, bodyBytesOf(request, this.limits));
    return full ? 'server-overloaded' : null;
  }

  private isFull(vital: boolean): boolean {
    const { handled, handledVital } = this.underWay;
    return vital ? handledVital >= this.limits.handledVital : handled >= this.limits.handled;
  }

  /** What its handler has not begun to write will not be written. */
  private abandon(journey: Journey): void {
    const edge = journey.request as unknown as EdgeRequest;
    (edge.abandoned ??= new AbortController()).abort();
    this.refuse(journey, 'deadline-passed');
  }

  private refuse({ request, reply }: Journey, code: PlatformProblemCode): void {
    if (reply.raw.headersSent) return;
    reply.header('Connection', 'close');
    const edge = request as unknown as EdgeRequest;
    this.problems.answer(new PlatformProblem(code), edge, reply);
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered also when everything else is refused; a path without parameters, asked for without a query or a body. */
    vital?: boolean;
  }

  interface FastifyRequest {
    journey: Journey | null;
  }
}
