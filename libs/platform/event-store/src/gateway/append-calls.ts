import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { ConcurrencyConflict, InvalidAppend } from '../errors.js';
import type { Appended, ExpectedRevision, NewEvent } from '../event-store.js';
import type { Expectation, ExpectedAppends } from './expected-appends.js';
import { newEventOf, streamOf } from './messages.js';
import { callStatus, RefusedCall } from './statuses.js';

const { AppendResp } = streams;
export type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/**
 * Answers an append whose events come one message each, after the options. One whose caller went away half-way writes
 * nothing: its stream ends like a whole one, and only a turn later is it told to be cancelled.
 */
export function serveAppend(
  appends: ExpectedAppends,
  maxAppendBytes: number,
  call: AppendCall,
  answer: sendUnaryData<streams.AppendResp>,
): void {
  const incoming = new IncomingAppend(maxAppendBytes);
  call.on('data', (request: streams.AppendReq) => incoming.take(request));
  call.once('end', () => {
    setImmediate(() => {
      if (call.cancelled) return;
      incoming.append(appends).then(
        (response) => answer(null, response),
        (error: unknown) => answer(callStatus(error, maxAppendBytes)),
      );
    });
  });
}

class IncomingAppend {
  private options: streams.AppendReq.Options | undefined;
  private readonly events: NewEvent[] = [];
  private bytes = 0;
  private refusal: Error | null = null;

  constructor(private readonly maxBytes: number) {}

  /** Keeps no more than may be appended. */
  take(request: streams.AppendReq): void {
    this.options ??= request.getOptions();
    const proposal = request.getProposedMessage();
    if (!proposal || this.refusal) return;
    try {
      const event = newEventOf(proposal);
      this.bytes += event.data.byteLength + event.metadata.byteLength;
      if (this.bytes > this.maxBytes) throw tooLarge(this.maxBytes);
      this.events.push(event);
    } catch (error) {
      this.refusal = error as Error;
    }
  }

  async append(appends: ExpectedAppends): Promise<streams.AppendResp> {
    if (this.refusal) throw this.refusal;
    if (!this.options) throw new RefusedCall('invalid', 'an append begins with its options');
    const stream = streamOf(this.options.getStreamIdentifier());
    const expectation = expectationOf(this.options);
    try {
      return successOf(await appends.append(stream, expectation, this.events));
    } catch (error) {
      if (error instanceof ConcurrencyConflict) return conflictOf(expectation, error.actual);
      throw error;
    }
  }
}

export const tooLarge = (maxBytes: number): InvalidAppend =>
  new InvalidAppend('append-too-large', `at most ${maxBytes} bytes are accepted in one append`);

function expectationOf(options: streams.AppendReq.Options): Expectation {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists() ? 'exists' : 'any';
}

function successOf({ revision, position }: Appended): streams.AppendResp {
  const place = new AppendResp.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  const success = new AppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(place);
  const response = new AppendResp();
  response.setSuccess(success);
  return response;
}

/** In band, with the fields of 20.6.0 beside those of today. */
function conflictOf(expectation: Expectation, actual: ExpectedRevision): streams.AppendResp {
  const conflict = new AppendResp.WrongExpectedVersion();
  const empty = new shared.Empty();
  if (actual === 'none') {
    conflict.setCurrentNoStream(empty);
    conflict.setNoStream2060(empty);
  } else {
    conflict.setCurrentRevision(String(actual));
    conflict.setCurrentRevision2060(actual);
  }
  if (expectation === 'any') {
    conflict.setExpectedAny(empty);
    conflict.setAny2060(empty);
  } else if (expectation === 'exists') {
    conflict.setExpectedStreamExists(empty);
    conflict.setStreamExists2060(empty);
  } else if (expectation === 'none') conflict.setExpectedNoStream(empty);
  else {
    conflict.setExpectedRevision(String(expectation));
    conflict.setExpectedRevision2060(expectation);
  }
  const response = new AppendResp();
  response.setWrongExpectedVersion(conflict);
  return response;
}
