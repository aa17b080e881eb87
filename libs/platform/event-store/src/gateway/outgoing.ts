import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from '../event-store.js';
import { eventMessage, type UuidForm } from './messages.js';
import { callStatus, statusObject } from './statuses.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Handed to the connection and not sent by it: at most so many messages, and bytes of events. */
const MOST_UNSENT = 128;
const MOST_UNSENT_BYTES = 4 * 1024 * 1024;

/** Thrown to leave a call that its caller gave up or the gateway cancelled. */
export class CallEnded extends Error {
  override readonly name = 'CallEnded';
}

/** The answer side of a read: writes at the reader's pace, and ends once, in one of three ways. */
export class Outgoing {
  private readonly ending = new AbortController();
  private unsent = 0;
  private unsentBytes = 0;
  private goOn: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly maxAppendBytes: number,
  ) {
    call.once('cancelled', () => this.ending.abort());
    this.ended.addEventListener('abort', () => this.goOn());
  }

  /** Aborted when nobody waits for more. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /**
   * `bytes`: those of the event in the message. True when the reader was slower than us and had to be waited for;
   * throws {@link CallEnded}.
   */
  async write(message: streams.ReadResp, bytes = 0): Promise<boolean> {
    if (this.ended.aborted) throw new CallEnded();
    this.unsent++;
    this.unsentBytes += bytes;
    this.call.write(message, () => this.sent(bytes));
    if (this.unsent < MOST_UNSENT && this.unsentBytes < MOST_UNSENT_BYTES) return false;
    await new Promise<void>((resolve) => (this.goOn = resolve));
    if (this.ended.aborted) throw new CallEnded();
    return true;
  }

  writeEvent(event: RecordedEvent, form: UuidForm): Promise<boolean> {
    return this.write(eventMessage(event, form), event.data.byteLength + event.metadata.byteLength);
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

  private sent(bytes: number): void {
    this.unsent--;
    this.unsentBytes -= bytes;
    if (this.unsent <= MOST_UNSENT / 2 && this.unsentBytes <= MOST_UNSENT_BYTES / 2) this.goOn();
  }
}
