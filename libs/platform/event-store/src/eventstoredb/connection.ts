import { setTimeout as pause } from 'node:timers/promises';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreUnavailable } from '../errors.js';
import { isConnectionLost, portError } from './failures.js';
import { type BatchAppendCall, type ReadCall, WireClient } from './wire-client.js';

const READ_ATTEMPTS = 4;
const RETRY_MS = 100;
const RENEW_EVERY_MS = 250;

/**
 * The way to the server, made anew when it is lost: gRPC would keep a lost address waiting for up to two minutes
 * before it tries again, so each new client gets channel settings, and with them a patience, of its own.
 */
export class Connection {
  readonly deadlineMs: number;
  private client: WireClient;
  private renewals = 0;
  private renewedAt = -Infinity;
  private readonly calls = new Set<{ cancel(): void }>();
  private readonly closing = new AbortController();

  constructor(private readonly url: string) {
    this.client = new WireClient(url);
    this.deadlineMs = this.client.deadlineMs;
  }

  /** Aborted when the connection is closed for good. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** Everything a read answers. A lost connection is tried again a few times within the deadline. */
  async read(request: streams.ReadReq, what: string, stream?: string): Promise<streams.ReadResp[]> {
    const deadline = performance.now() + this.deadlineMs;
    for (let attempt = 1; ; attempt++) {
      const failure = await this.readOnce(request, deadline).catch((error: unknown) =>
        portError(error, what, stream),
      );
      if (!(failure instanceof Error)) return failure;
      const retry = failure instanceof EventStoreUnavailable && attempt < READ_ATTEMPTS;
      if (!retry || performance.now() + RETRY_MS * attempt >= deadline) throw failure;
      await this.pause(RETRY_MS * attempt);
    }
  }

  subscribe(request: streams.ReadReq): Promise<ReadCall> {
    return this.open(performance.now() + this.deadlineMs, (client) => client.subscribe(request));
  }

  batchAppend(deadline: number): Promise<BatchAppendCall> {
    return this.open(deadline, (client) => client.batchAppend());
  }

  /** Waits; throws EventStoreUnavailable when the connection is closed meanwhile. */
  async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.closed }).catch(() => this.assertOpen());
  }

  close(): void {
    if (this.closed.aborted) return;
    this.closing.abort();
    for (const call of this.calls) call.cancel();
    this.client.close();
  }

  private async readOnce(request: streams.ReadReq, deadline: number): Promise<streams.ReadResp[]> {
    const call = await this.open(deadline, (client) => client.read(request));
    const answers: streams.ReadResp[] = [];
    return new Promise((resolve, reject) => {
      call.on('data', (answer: streams.ReadResp) => answers.push(answer));
      call.once('error', reject).once('end', () => resolve(answers));
    });
  }

  /** Opens a call, or throws EventStoreUnavailable when that takes too long (a cluster is looked for, say). */
  private async open<Call extends ReadCall | BatchAppendCall>(
    deadline: number,
    opening: (client: WireClient) => Promise<Call>,
  ): Promise<Call> {
    this.assertOpen();
    const client = this.client;
    const opened = opening(client);
    const waiting = new AbortController();
    const tooLate = pause(Math.max(0, deadline - performance.now()), null, { signal: waiting.signal });
    const call = await Promise.race([opened, tooLate.catch(() => null)]).finally(() => waiting.abort());
    if (!call || this.closed.aborted) {
      void opened.then((late) => late.cancel()).catch(() => undefined);
      this.assertOpen();
      throw new EventStoreUnavailable('no connection to the event store in time');
    }
    this.calls.add(call);
    call.once('close', () => this.calls.delete(call));
    call.once('error', (error) => this.renewAfter(error, client));
    return call;
  }

  private renewAfter(error: unknown, failed: WireClient): void {
    if (failed !== this.client || this.closed.aborted || !isConnectionLost(error)) return;
    if (performance.now() - this.renewedAt < RENEW_EVERY_MS) return;
    this.renewedAt = performance.now();
    this.client = new WireClient(withOwnSettings(this.url, ++this.renewals));
  }

  private assertOpen(): void {
    if (this.closed.aborted) throw new EventStoreUnavailable('the connection to the event store is closed');
  }
}

/** The same URL with a keep-alive that differs by some ms, unless it sets one itself. */
function withOwnSettings(url: string, renewal: number): string {
  if (/[?&]keepaliveinterval=/i.test(url)) return url;
  return `${url}${url.includes('?') ? '&' : '?'}keepAliveInterval=${10_000 + (renewal % 1000)}`;
}
