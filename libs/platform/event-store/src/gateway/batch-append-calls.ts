import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { ConcurrencyConflict } from '../errors.js';
import type { ExpectedRevision } from '../event-store.js';
import type { Expectation, ExpectedAppends } from './expected-appends.js';
import { IncomingBatch } from './incoming-batch.js';
import { uuidOf } from './messages.js';
import { appendStatus, callStatus, googleStatusOf, RefusedCall, statusObject } from './statuses.js';

const { BatchAppendResp } = streams;
const MOST_IN_WORK = 1024;
const MOST_BEGUN = 64;

export type BatchAppendCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/**
 * One client's stream of appends: each is answered by its correlation id as soon as it is done, in any order.
 * Takes no more in than it can work on, and ends only when everything taken in is answered.
 */
export class BatchAppends {
  private readonly incoming = new Map<string, IncomingBatch>();
  private inWork = 0;
  private halfClosed = false;
  private ended = false;
  private idle: () => void = () => undefined;

  constructor(
    private readonly call: BatchAppendCall,
    private readonly appends: ExpectedAppends,
    private readonly maxAppendBytes: number,
  ) {
    call.on('data', (request: streams.BatchAppendReq) => this.take(request));
    call.once('end', () => this.halfClose());
    call.once('cancelled', () => (this.ended = true));
  }

  /** Takes nothing more in and resolves when everything taken in is answered. */
  async drain(): Promise<void> {
    this.call.pause();
    if (this.inWork > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  cancel(): void {
    if (this.ended) return;
    this.ended = true;
    this.call.emit('error', statusObject(status.CANCELLED, 'the gateway is closing', {}));
  }

  private take(request: streams.BatchAppendReq): void {
    const id = uuidOf(request.getCorrelationId());
    try {
      const batch = this.incoming.get(id) ?? this.begin(id, request);
      batch.take(request);
      if (!request.getIsFinal()) return;
      this.incoming.delete(id);
      void this.append(request.getCorrelationId(), batch);
    } catch (error) {
      this.ended = true;
      this.call.emit('error', callStatus(error, this.maxAppendBytes));
    }
  }

  private begin(id: string, request: streams.BatchAppendReq): IncomingBatch {
    const options = request.getOptions();
    if (!options) throw new RefusedCall('invalid', 'the first chunk of an append carries its options');
    if (this.incoming.size >= MOST_BEGUN)
      throw new RefusedCall('invalid', 'too many appends are begun and not final');
    const batch = new IncomingBatch(options, this.maxAppendBytes);
    this.incoming.set(id, batch);
    return batch;
  }

  private async append(correlationId: shared.UUID | undefined, batch: IncomingBatch): Promise<void> {
    if (++this.inWork >= MOST_IN_WORK) this.call.pause();
    const response = await this.answer(batch);
    response.setCorrelationId(correlationId);
    response.setStreamIdentifier(batch.options.getStreamIdentifier());
    echoExpectation(response, batch.expectation);
    if (this.ended) this.done();
    else this.call.write(response, () => this.done());
  }

  private async answer(batch: IncomingBatch): Promise<streams.BatchAppendResp> {
    const response = new BatchAppendResp();
    try {
      const { revision, position } = await batch.append(this.appends);
      const place = new shared.AllStreamPosition();
      place.setCommitPosition(String(position));
      place.setPreparePosition(String(position));
      const success = new BatchAppendResp.Success();
      success.setCurrentRevision(String(revision));
      success.setPosition(place);
      response.setSuccess(success);
    } catch (error) {
      const stream = batch.options.getStreamIdentifier() ?? new shared.StreamIdentifier();
      response.setError(
        error instanceof ConcurrencyConflict
          ? conflictOf(batch.expectation, error)
          : appendStatus(error, stream, this.maxAppendBytes),
      );
    }
    return response;
  }

  private done(): void {
    this.inWork--;
    if (this.inWork < MOST_IN_WORK / 2 && this.call.isPaused() && !this.ended) this.call.resume();
    if (this.inWork > 0) return;
    this.idle();
    if (this.halfClosed) this.end();
  }

  private halfClose(): void {
    this.halfClosed = true;
    if (this.inWork === 0) this.end();
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.call.end();
  }
}

function conflictOf(expectation: Expectation, { actual, message }: ConcurrencyConflict) {
  const conflict = new shared.WrongExpectedVersion();
  if (actual === 'none') conflict.setCurrentNoStream(new empty.Empty());
  else conflict.setCurrentStreamRevision(String(actual));
  if (expectation === 'none') conflict.setExpectedNoStream(new empty.Empty());
  else if (expectation === 'any') conflict.setExpectedAny(new empty.Empty());
  else if (expectation === 'exists') conflict.setExpectedStreamExists(new empty.Empty());
  else conflict.setExpectedStreamPosition(String(expectation));
  return googleStatusOf(status.FAILED_PRECONDITION, message, 'WrongExpectedVersion', conflict);
}

function echoExpectation(response: streams.BatchAppendResp, expectation: Expectation): void {
  if (expectation === 'none') response.setNoStream(new empty.Empty());
  else if (expectation === 'any') response.setAny(new empty.Empty());
  else if (expectation === 'exists') response.setStreamExists(new empty.Empty());
  else response.setStreamPosition(String(expectation satisfies ExpectedRevision));
}
