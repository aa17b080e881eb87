import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { EventStoreUnavailable } from '../errors.js';
import type { EventFilter, Position, RecordedEvent, SubscriptionBatch } from '../event-store.js';
import type { Connection } from './connection.js';
import type { Inbox } from './inbox.js';
import { readBehind } from './reading.js';
import { matches, positionOf, recordedOf } from './recorded.js';

const LOOK_AHEAD = 256;

/** How far a subscription has considered `$all`, and whether that can be believed. */
export class SubscriptionPlace {
  /** The server said it has no more history for us. */
  isLive = false;
  private overdueSince: number | null = null;

  constructor(
    private readonly connection: Connection,
    /** Everything at or below was considered. */
    public position: Position | null,
    private readonly filter: EventFilter | undefined,
  ) {}

  get caughtUp(): SubscriptionBatch {
    return { kind: 'caught-up', position: this.position };
  }

  /** Takes messages in their order; answers the events among them that match. */
  advance(messages: readonly streams.ReadResp[]): RecordedEvent[] {
    this.overdueSince = null;
    const events: RecordedEvent[] = [];
    for (const message of messages) {
      const event = message.getEvent();
      const checkpoint = message.getCheckpoint();
      if (event) {
        const recorded = recordedOf(event);
        this.moveTo(recorded.position);
        if (matches(this.filter, recorded)) events.push(recorded);
      } else if (checkpoint)
        this.moveTo(positionOf(checkpoint.getCommitPosition(), checkpoint.getPreparePosition()));
      else if (message.hasCaughtUp()) this.isLive = true;
      else if (message.hasFellBehind()) this.isLive = false;
    }
    return events;
  }

  /**
   * Reads what lies behind and moves over what does not match. True at the end of `$all`; throws
   * EventStoreUnavailable when what matches has been there for longer than the deadline without arriving.
   */
  async isEnd(inbox: Inbox): Promise<boolean> {
    const { events, end } = await readBehind(this.connection, this.position, LOOK_AHEAD);
    const next = events.findIndex((event) => matches(this.filter, event));
    const passed = (next < 0 ? events : events.slice(0, next)).at(-1);
    if (passed) this.moveTo(passed.position);
    if (next < 0) return end;
    if (!inbox.isEmpty) return false;
    this.overdueSince ??= performance.now();
    if (performance.now() - this.overdueSince >= this.connection.deadlineMs)
      throw new EventStoreUnavailable(
        `the subscription stands at ${this.position}, and ${events[next]?.position} does not arrive`,
      );
    return false;
  }

  private moveTo(position: Position): void {
    if (this.position === null || position > this.position) this.position = position;
  }
}
