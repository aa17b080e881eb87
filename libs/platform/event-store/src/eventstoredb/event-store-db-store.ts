import { checkAppend } from '../checks.js';
import { EventStoreUnavailable } from '../errors.js';
import type {
  AllPage,
  Appended,
  EventStore,
  ExpectedRevision,
  NewEvent,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionBatch,
} from '../event-store.js';
import { Appender } from './appender.js';
import { Connection } from './connection.js';
import { readEvents, readHead, readPage } from './reading.js';
import { readAllBackwardsRequest, readAllRequest, readStreamRequest } from './requests.js';
import { subscribe } from './subscription.js';

/** Servers up to 25.0 accept that much in one append when nobody changes their settings. */
const MAX_APPEND_BYTES = 1024 * 1024;
const PAGE = 1000;

/**
 * The event store port over the EventStoreDB protocol. Appends are atomic and durable as the server promises; one
 * without an answer is tried again, then read back, until the deadline. Bytes come and go untouched, with their
 * content type. Filters of reads are applied here, filters of subscriptions by the server. No error of the client
 * leaves: a server that is away, silent, or refuses us is EventStoreUnavailable.
 */
export class EventStoreDbStore implements EventStore {
  readonly capabilities = { maxAppendBytes: MAX_APPEND_BYTES };
  private readonly appender: Appender;
  private id: string | null = null;

  private constructor(private readonly connection: Connection) {
    this.appender = new Appender(connection);
  }

  /** Rejects with EventStoreUnavailable, which says where, when nobody answers at the URL. */
  static async open(url: string): Promise<EventStoreDbStore> {
    const connection = new Connection(url);
    try {
      await readHead(connection);
    } catch (error) {
      connection.close();
      if (!(error instanceof EventStoreUnavailable)) throw error;
      throw new EventStoreUnavailable(`the event store at ${hostOf(url)} is not to be had: ${error.message}`);
    }
    return new EventStoreDbStore(connection);
  }

  /** Rejects with EventStoreUnavailable while the store is empty, which a server's own never is. */
  async storeId(): Promise<string> {
    if (this.id !== null) return this.id;
    const [first] = await readEvents(this.connection, readAllRequest(null, 1), 'read the first event');
    if (!first) throw new EventStoreUnavailable('the store holds no event yet, so it has no identity');
    return (this.id = first.id);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    checkAppend(stream, events, this.capabilities.maxAppendBytes);
    if (expected !== 'none' && !(Number.isSafeInteger(expected) && expected >= 0))
      throw new RangeError(`not a revision: ${expected}`);
    return this.appender.append(stream, expected, events);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { from = 0, limit = PAGE } = options;
    return readEvents(this.connection, readStreamRequest(stream, from, limit), `read ${stream}`, stream);
  }

  readAll(options: ReadAllOptions): Promise<AllPage> {
    return readPage(this.connection, options);
  }

  /** At most `limit` events of `$all`, newest first, before a position, exclusive; null is the end. */
  readAllBackwards(before: Position | null, limit: number): Promise<readonly RecordedEvent[]> {
    return readEvents(this.connection, readAllBackwardsRequest(before, limit), 'read $all backwards');
  }

  head(): Promise<Position | null> {
    return readHead(this.connection);
  }

  subscribeAll(options: SubscribeOptions): AsyncIterable<SubscriptionBatch> {
    return subscribe(this.connection, options);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- nothing waits: what is on its way fails
  async close(): Promise<void> {
    this.connection.close();
  }
}

/** Without the name and secret that may stand before it. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'its URL');
