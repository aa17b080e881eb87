import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreOverloaded } from '../errors.js';
import type { ExpectedRevision, NewEvent, Position } from '../event-store.js';
import { portError, refusalOf, UnknownOutcome } from './failures.js';
import { positionOf } from './recorded.js';
import { batchAppendRequest } from './requests.js';
import type { BatchAppendCall } from './wire-client.js';

const MAX_WAITING = 10_000;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

export interface AppendAnswer {
  readonly revision: number;
  /** Null when the server does not say where; it does not for an append it recognised as done. */
  readonly position: Position | null;
}

interface Waiting {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly bytes: number;
  readonly timer: NodeJS.Timeout;
  resolve(answer: AppendAnswer): void;
  reject(error: Error): void;
}

/** One stream of appends and their answers. When it breaks, every append on it has an unknown outcome. */
export class AppendCall {
  private readonly waiting = new Map<string, Waiting>();
  private bytes = 0;
  private heardAt = performance.now();
  private broken: Error | null = null;

  constructor(private readonly call: BatchAppendCall) {
    call.on('data', (answer: streams.BatchAppendResp) => this.settle(answer));
    call.once('error', (error) => this.breakOff(portError(error, 'appending')));
    call.once('end', () => this.breakOff(new Error('the server ended the stream of appends')));
  }

  get isBroken(): boolean {
    return this.broken !== null;
  }

  /** Rejects with {@link UnknownOutcome} when no answer comes in time, with EventStoreOverloaded when too many wait. */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    withinMs: number,
  ): Promise<AppendAnswer> {
    const bytes = events.reduce((sum, { data, metadata }) => sum + data.byteLength + metadata.byteLength, 0);
    if (this.waiting.size >= MAX_WAITING || this.bytes + bytes > MAX_WAITING_BYTES)
      return Promise.reject(
        new EventStoreOverloaded(`${this.waiting.size} appends are waiting for the event store`),
      );
    if (this.broken) return Promise.reject(new UnknownOutcome(this.broken.message));
    const deadline = new Date(Date.now() + withinMs);
    const { correlationId, request } = batchAppendRequest(stream, expected, events, deadline);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(correlationId, withinMs), withinMs);
      this.waiting.set(correlationId, { stream, expected, bytes, timer, resolve, reject });
      this.bytes += bytes;
      this.call.write(request);
    });
  }

  private settle(answer: streams.BatchAppendResp): void {
    this.heardAt = performance.now();
    const waiting = this.take(answer.getCorrelationId()?.getString() ?? '');
    if (!waiting) return;
    const refusal = answer.getError();
    const success = answer.getSuccess();
    if (refusal) waiting.reject(refusalOf(refusal, waiting.stream, waiting.expected));
    else if (success) waiting.resolve(answerOf(success));
    else waiting.reject(new UnknownOutcome(`append to ${waiting.stream}: an answer without a result`));
  }

  private giveUp(correlationId: string, withinMs: number): void {
    const waiting = this.take(correlationId);
    waiting?.reject(new UnknownOutcome(`append to ${waiting.stream}: no answer within ${withinMs} ms`));
    if (performance.now() - this.heardAt >= withinMs)
      this.breakOff(new Error('the server answers no append'));
  }

  private take(correlationId: string): Waiting | undefined {
    const waiting = this.waiting.get(correlationId);
    if (!waiting) return undefined;
    clearTimeout(waiting.timer);
    this.bytes -= waiting.bytes;
    this.waiting.delete(correlationId);
    return waiting;
  }

  private breakOff(error: Error): void {
    if (this.broken) return;
    this.broken = error;
    this.call.cancel();
    for (const correlationId of [...this.waiting.keys()])
      this.take(correlationId)?.reject(new UnknownOutcome(error.message));
  }
}

function answerOf(success: streams.BatchAppendResp.Success): AppendAnswer {
  const position = success.getPosition();
  return {
    revision: Number(success.getCurrentRevision()),
    position: position ? positionOf(position.getCommitPosition(), position.getPreparePosition()) : null,
  };
}
