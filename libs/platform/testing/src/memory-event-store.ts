import {
  checkAppend,
  ConcurrencyConflict,
  EventStoreUnavailable,
  ForeignPosition,
  MAX_EVENT_BYTES,
  type AllPage,
  type Appended,
  type EventFilter,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
  type SubscriptionBatch,
} from '#platform/event-store';
import { derivedId } from '#platform/values';
import { Wake } from './wake.js';

const SUBSCRIPTION_PAGE = 512;
const CAUGHT_UP_EVERY_MS = 1000;
const CREATED_FROM = 16_225_128_000_000_000n;

/**
 * An event store in memory, faithful to the port: a total order with gaps in its positions, system streams from
 * the start, exact revisions, repeated appends answered with the first result, events copied in and out. It can
 * be told to fail its subscriptions and to be away.
 */
export class MemoryEventStore implements EventStore {
  readonly capabilities = { maxAppendBytes: 16 * MAX_EVENT_BYTES };
  private readonly log: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly wake = new Wake();
  private failure: Error | null = null;
  private failures = 0;

  /** `name` makes the store's id; `positionStep` the distance between its positions. */
  constructor(
    name = 'memory',
    private readonly positionStep = 7n,
  ) {
    const started = {
      id: derivedId('store', name),
      type: '$started',
      contentType: 'application/json',
    } as const;
    this.record('$store', { ...started, data: Buffer.from('{}'), metadata: Buffer.from('{}') });
  }

  /** The same events in another store: another id, other positions. */
  copy(name: string, positionStep = 11n): MemoryEventStore {
    const copy = new MemoryEventStore(name, positionStep);
    for (const event of this.log.slice(1)) copy.record(event.stream, event);
    return copy;
  }

  /** Every subscription running now throws. */
  failSubscriptions(error: Error = new EventStoreUnavailable('the subscription broke')): void {
    this.failure = error;
    this.failures++;
    this.wake.all();
  }

  storeId(): Promise<string> {
    return Promise.resolve((this.log[0] as RecordedEvent).id);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, refusals must be too
  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    checkAppend(stream, events, this.capabilities.maxAppendBytes);
    const there = this.streams.get(stream) ?? [];
    const repeated = there.slice(expected === 'none' ? 0 : expected + 1).slice(0, events.length);
    const last = repeated.at(-1);
    if (
      last &&
      repeated.length === events.length &&
      repeated.every(({ id }, index) => id === events[index]?.id)
    )
      return { revision: last.revision, position: last.position };
    const actual = there.at(-1)?.revision ?? 'none';
    if (actual !== expected) throw new ConcurrencyConflict(stream, expected, actual);
    for (const event of events) this.record(stream, event);
    this.wake.all();
    const { revision, position } = this.log.at(-1) as RecordedEvent;
    return { revision, position };
  }

  readStream(
    stream: string,
    { from = 0, limit = 1000 }: ReadStreamOptions = {},
  ): Promise<readonly RecordedEvent[]> {
    return Promise.resolve((this.streams.get(stream) ?? []).slice(from, from + limit));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a foreign position rejects, it does not throw
  async readAll({ after, limit = 1000, filter }: ReadAllOptions): Promise<AllPage> {
    const from = this.indexAfter(after);
    const considered = this.log.slice(from, from + limit);
    return {
      events: considered.filter((event) => matches(event, filter)),
      next: considered.at(-1)?.position ?? after,
      end: from + considered.length >= this.log.length,
    };
  }

  readAllBackwards(before: Position | null, limit: number): Promise<readonly RecordedEvent[]> {
    const end = before === null ? this.log.length : this.log.findIndex(({ position }) => position >= before);
    return Promise.resolve(this.log.slice(Math.max(0, end - limit), Math.max(0, end)).reverse());
  }

  head(): Promise<Position | null> {
    return Promise.resolve(this.log.at(-1)?.position ?? null);
  }

  async *subscribeAll({ after, filter, signal }: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    const failures = this.failures;
    let position = after;
    while (!signal.aborted) {
      if (this.failures !== failures) throw this.failure as Error;
      const page = await this.readAll({ after: position, limit: SUBSCRIPTION_PAGE, filter });
      position = page.next;
      if (page.events.length > 0)
        yield { kind: 'events', events: page.events, position: position as Position };
      if (!page.end) continue;
      yield { kind: 'caught-up', position };
      await this.wake.until(
        () => this.log.at(-1)?.position !== position || this.failures !== failures,
        CAUGHT_UP_EVERY_MS,
        signal,
      );
    }
  }

  close(): Promise<void> {
    this.failSubscriptions(new EventStoreUnavailable('the store is closed'));
    return Promise.resolve();
  }

  private record(stream: string, event: NewEvent): void {
    const events = this.streams.get(stream) ?? [];
    const place = BigInt(this.log.length + 1);
    const recorded = {
      id: event.id,
      type: event.type,
      contentType: event.contentType,
      data: Uint8Array.from(event.data),
      metadata: Uint8Array.from(event.metadata),
      stream,
      revision: events.length,
      position: place * this.positionStep,
      created: CREATED_FROM + place,
    };
    events.push(recorded);
    this.streams.set(stream, events);
    this.log.push(recorded);
  }

  private indexAfter(after: Position | null): number {
    if (after === null) return 0;
    const index = Number(after / this.positionStep);
    if (this.log[index - 1]?.position !== after)
      throw new ForeignPosition(`${after} is no position of this store`);
    return index;
  }
}

const matches = ({ stream, type }: RecordedEvent, filter?: EventFilter): boolean =>
  !filter ||
  Boolean(filter.streamPrefixes?.some((prefix) => stream.startsWith(prefix))) ||
  Boolean(filter.typePrefixes?.some((prefix) => type.startsWith(prefix)));
