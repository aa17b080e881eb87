import { once } from 'node:events';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { callStatus, statusObject } from './statuses.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Thrown to leave a call that its caller gave up or the gateway cancelled. */
export class CallEnded extends Error {
  override readonly name = 'CallEnded';
}

/** The answer side of a read: writes at the reader's pace, and ends once, in one of three ways. */
export class Outgoing {
  private readonly ending = new AbortController();

  constructor(
    private readonly call: ReadCall,
    private readonly maxAppendBytes: number,
  ) {
    call.once('cancelled', () => this.ending.abort());
  }

  /** Aborted when nobody waits for more. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** True when the reader was slower than us and had to be waited for; throws {@link CallEnded}. */
  async write(message: streams.ReadResp): Promise<boolean> {
    if (this.ended.aborted) throw new CallEnded();
    if (this.call.write(message)) return false;
    await once(this.call, 'drain', { signal: this.ended }).catch(() => {
      throw new CallEnded();
    });
    return true;
  }

  complete(): void {
    if (!this.ended.aborted) this.call.end();
  }

  fail(error: unknown): void {
    if (this.ended.aborted) return;
    this.ending.abort();
    this.call.emit('error', callStatus(error, this.maxAppendBytes));
  }

  /** The gateway closes: a streaming call is cancelled, never ended as if it were complete. */
  cancel(): void {
    if (this.ended.aborted) return;
    this.ending.abort();
    this.call.emit('error', statusObject(status.CANCELLED, 'the gateway is closing', {}));
  }
}
