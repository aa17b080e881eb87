import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Appended, NewEvent } from '../event-store.js';
import { tooLarge } from './append-calls.js';
import type { Expectation, ExpectedAppends } from './expected-appends.js';
import { newEventOf, streamOf } from './messages.js';
import { RefusedCall } from './statuses.js';

/** One append of a batch while its chunks come in. Keeps no more than may be appended. */
export class IncomingBatch {
  readonly expectation: Expectation;
  private readonly events: NewEvent[] = [];
  private bytes = 0;
  private refusal: Error | null = null;

  constructor(
    readonly options: streams.BatchAppendReq.Options,
    private readonly maxBytes: number,
  ) {
    this.expectation = expectationOf(options);
  }

  take(chunk: streams.BatchAppendReq): void {
    if (this.refusal) return;
    try {
      for (const proposal of chunk.getProposedMessagesList()) this.add(newEventOf(proposal));
    } catch (error) {
      this.refusal = error as Error;
      this.events.length = 0;
    }
  }

  /** Refuses with a timeout, and appends nothing, when the client's deadline has passed. */
  async append(appends: ExpectedAppends): Promise<Appended> {
    if (this.refusal) throw this.refusal;
    const deadline = this.options.getDeadline()?.toDate();
    if (deadline && deadline.getTime() <= Date.now())
      throw new RefusedCall('timeout', 'the deadline of the append has passed');
    return appends.append(streamOf(this.options.getStreamIdentifier()), this.expectation, this.events);
  }

  private add(event: NewEvent): void {
    this.bytes += event.data.byteLength + event.metadata.byteLength;
    if (this.bytes > this.maxBytes) throw tooLarge(this.maxBytes);
    this.events.push(event);
  }
}

function expectationOf(options: streams.BatchAppendReq.Options): Expectation {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'none';
  return options.hasStreamExists() ? 'exists' : 'any';
}
