import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeLimits } from './limits.js';

/** A request from its headers to the last byte of its answer. */
export interface Journey {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly socket: Socket;
  /** Health and metrics. */
  readonly vital: boolean;
  /** Of its body, counted from its admission to its end. */
  bodyBytes: number;
  phase: 'receiving' | 'handling' | 'answering';
  /** When the phase began, on the monotonic clock. */
  since: number;
}

export interface UnderWayListener {
  /** Handled for too long: to be answered in the handler's stead. */
  late(journey: Journey): void;
}

/** The requests of a listener, counted by what they are waiting for; those that keep it waiting too long are ended. */
export class UnderWay {
  private readonly journeys = new Set<Journey>();
  private readonly bySocket = new WeakMap<Socket, Set<Journey>>();
  private readonly counts = { handled: 0, vital: 0, bodyBytes: 0 };
  /** Connections that were cut because their other side did not read. */
  cut = 0;
  private readonly looking: NodeJS.Timeout;
  private whenEmpty: (() => void) | null = null;

  constructor(
    private readonly limits: EdgeLimits,
    private readonly listener: UnderWayListener,
  ) {
    this.looking = setInterval(() => this.look(performance.now()), limits.lookMs).unref();
  }

  get handled(): number {
    return this.counts.handled;
  }

  get handledVital(): number {
    return this.counts.vital;
  }

  /** With anything but health and metrics. */
  get busy(): boolean {
    for (const { vital } of this.journeys) if (!vital) return true;
    return false;
  }

  /** Of one connection, in the order they came. */
  of(socket: Socket): ReadonlySet<Journey> {
    return this.bySocket.get(socket) ?? new Set();
  }

  /** Bytes answered on a connection that its other side has not taken. */
  unreadOf(socket: Socket): number {
    let bytes = 0;
    for (const { reply } of this.of(socket)) bytes += reply.raw.writableLength;
    return bytes;
  }

  all(): Iterable<Journey> {
    return this.journeys;
  }

  begin(journey: Journey): void {
    this.journeys.add(journey);
    this.connection(journey.socket).add(journey);
    this.count(journey, 1);
    journey.reply.raw.once('close', () => this.end(journey));
  }

  /** Keeps a place for so many bytes of its body until its end; false where they do not fit. */
  reserve(journey: Journey, bytes: number): boolean {
    const { largeBodyBytes, largeBodiesBytes, bodiesBytes } = this.limits;
    const most = bytes > largeBodyBytes ? largeBodiesBytes : bodiesBytes;
    if (this.counts.bodyBytes + bytes > most) return false;
    this.counts.bodyBytes += bytes;
    journey.bodyBytes = bytes;
    return true;
  }

  /** Its body is there. */
  handle(journey: Journey): void {
    this.turn(journey, 'handling', performance.now());
  }

  /** Resolves when it is not {@link busy} any more, or after so many milliseconds. */
  async emptyWithin(ms: number): Promise<void> {
    if (!this.busy) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, Math.max(0, ms));
      this.whenEmpty = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  stop(): void {
    clearInterval(this.looking);
  }

  private connection(socket: Socket): Set<Journey> {
    const known = this.bySocket.get(socket);
    if (known) return known;
    const journeys = new Set<Journey>();
    this.bySocket.set(socket, journeys);
    // An answer that waits behind another of its connection is never told that the connection is gone.
    socket.once('close', () => {
      for (const journey of journeys) this.end(journey);
    });
    return journeys;
  }

  private turn(journey: Journey, phase: Journey['phase'], now: number): void {
    this.count(journey, -1);
    journey.phase = phase;
    journey.since = now;
    this.count(journey, 1);
  }

  private end(journey: Journey): void {
    if (!this.journeys.delete(journey)) return;
    this.bySocket.get(journey.socket)?.delete(journey);
    this.count(journey, -1);
    this.counts.bodyBytes -= journey.bodyBytes;
    if (this.whenEmpty && !this.busy) this.whenEmpty();
  }

  private count({ phase, vital }: Journey, by: 1 | -1): void {
    if (phase === 'handling') this.counts[vital ? 'vital' : 'handled'] += by;
  }

  private look(now: number): void {
    let unread = 0;
    for (const journey of this.journeys) {
      const { raw } = journey.reply;
      if (journey.phase !== 'answering' && raw.headersSent) this.turn(journey, 'answering', now);
      const waited = now - journey.since;
      if (journey.phase === 'handling' && waited > this.limits.handlerMs) this.listener.late(journey);
      if (journey.phase !== 'answering') continue;
      if (waited > this.limits.answerMs) this.cutOff(journey);
      else unread += raw.writableLength;
    }
    if (unread > this.limits.unreadBytes) this.cutOldest(unread - this.limits.unreadBytes);
  }

  private cutOldest(bytes: number): void {
    let left = bytes;
    for (const journey of this.journeys) {
      if (left <= 0) return;
      const unread = journey.reply.raw.writableLength;
      if (journey.phase !== 'answering' || unread === 0) continue;
      left -= unread;
      this.cutOff(journey);
    }
  }

  private cutOff({ socket }: Journey): void {
    if (!socket.destroyed) this.cut++;
    socket.destroy();
  }
}
