import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreUnavailable } from '../errors.js';
import { portError } from './failures.js';
import type { ReadCall } from './wire-client.js';

const HISTORY_MOMENT_MS = 2;
const MOST_MESSAGES = 1024;
const MOST_BYTES = 8 * 1024 * 1024;

/** What a subscription has received and nobody has taken yet: bounded, the server waits when it is full. */
export class Inbox {
  private messages: streams.ReadResp[] = [];
  private bytes = 0;
  private wake: () => void = () => undefined;
  private ended: Error | null = null;

  constructor(private readonly call: ReadCall) {
    call.on('data', (message: streams.ReadResp) => this.put(message));
    call.once('error', (error) => this.end(portError(error, 'subscription to $all')));
    call.once('end', () => this.end(new EventStoreUnavailable('the server ended the subscription to $all')));
  }

  get isEmpty(): boolean {
    return this.messages.length === 0;
  }

  /** What ended the subscription, once everything received before was taken. */
  get failure(): Error | null {
    return this.isEmpty ? this.ended : null;
  }

  /** At most so many messages, oldest first. */
  take(most: number): readonly streams.ReadResp[] {
    const taken = this.messages.splice(0, most);
    for (const message of taken) this.bytes -= sizeOf(message);
    if (this.call.isPaused() && !this.isFull) this.call.resume();
    return taken;
  }

  /** Waits for a message, the end, an abort, or so long; true when there is something to look at. */
  async arrival(atMostMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.isEmpty || this.ended || signal.aborted) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', this.wake, { once: true });
    });
    signal.removeEventListener('abort', this.wake);
    return !this.isEmpty || this.ended !== null;
  }

  /** Lets messages come in for as long as each moment brings some, up to a batch; live, a moment is shorter. */
  async fill(most: number, isLive: boolean): Promise<void> {
    for (let before = 0; this.messages.length > before && this.messages.length < most;) {
      before = this.messages.length;
      await (isLive ? nextTurn() : pause(HISTORY_MOMENT_MS));
    }
  }

  cancel(): void {
    this.call.cancel();
  }

  private get isFull(): boolean {
    return this.messages.length >= MOST_MESSAGES || this.bytes >= MOST_BYTES;
  }

  private put(message: streams.ReadResp): void {
    this.messages.push(message);
    this.bytes += sizeOf(message);
    if (this.isFull) this.call.pause();
    this.wake();
  }

  private end(error: Error): void {
    this.ended ??= error;
    this.wake();
  }
}

function sizeOf(message: streams.ReadResp): number {
  const event = message.getEvent()?.getEvent();
  return event ? event.getData_asU8().byteLength + event.getCustomMetadata_asU8().byteLength : 0;
}
