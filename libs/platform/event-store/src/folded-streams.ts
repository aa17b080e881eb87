import { LRUCache } from 'lru-cache';
import type { EventCodec, StoredEvent } from './codec.js';
import { EventStoreUnavailable } from './errors.js';
import type { EventReader, NewEvent } from './event-store.js';
import type { Receipt } from './receipt.js';

/** What folding needs of a decider. */
export interface Fold {
  readonly initialState: unknown;
  evolve(state: never, event: never): unknown;
}

/** A stream folded: its state, how far it goes (revision -1 when it does not exist), and the commands done in it. */
export interface FoldedStream {
  readonly state: unknown;
  readonly revision: number;
  readonly position: bigint | null;
  /** When its last event was recorded; empty when there is none. */
  readonly recordedAt: string;
  /** What it weighs in the cache, by {@link weightOf} its events. */
  readonly weight: number;
  /** Revision of the first event of each command, by its id. Shared by all foldings of the stream; only added to. */
  readonly commands: Map<string, number>;
}

/** What a command came to, as its events say. */
export interface DoneCommand {
  readonly requestHash: string;
  readonly receipt: Receipt;
}

/** Some ten thousand streams, or three of 10,000 events. */
const CACHED_BYTES = 16 * 1024 * 1024;
/**
 * What is kept beside the data, as seen in the heap: of a stream its name and places in maps; of an event its command's
 * id and what the state makes of it.
 */
const STREAM_BYTES = 500;
const EVENT_BYTES = 330;
const PAGE = 1000;
/** Most commands lead to one event; of more, so many are read at a time. */
const COMMAND_PAGE = 20;

/** Bytes that folding the event adds at most to what is kept. */
export const weightOf = ({ data }: Pick<NewEvent, 'data'>): number => data.byteLength + EVENT_BYTES;

/**
 * Folds streams and keeps the ones used last, so that only their tails are read again. Bounded by the bytes of the
 * events folded; a stream above the bound by itself is read anew each time.
 */
export class FoldedStreams {
  private readonly cache: LRUCache<string, FoldedStream>;

  constructor(
    private readonly reader: EventReader,
    private readonly codec: EventCodec,
    private readonly storeId: string,
    cachedBytes = CACHED_BYTES,
  ) {
    this.cache = new LRUCache({ maxSize: cachedBytes, sizeCalculation: ({ weight }) => weight });
  }

  /** The stream as it is now, read to its end. A stream belongs to one decider for ever. */
  async fold(decider: Fold, stream: string): Promise<FoldedStream> {
    let folded: FoldedStream = this.cache.get(stream) ?? {
      state: decider.initialState,
      revision: -1,
      position: null,
      recordedAt: '',
      weight: STREAM_BYTES,
      commands: new Map(),
    };
    for (;;) {
      const page = await this.reader.readStream(stream, { from: folded.revision + 1, limit: PAGE });
      if (page.length === 0) return folded;
      for (const recorded of page)
        folded = this.take(decider, folded, this.codec.decode(recorded), weightOf(recorded));
      this.keep(stream, folded);
      if (page.length < PAGE) return folded;
    }
  }

  /**
   * What a command came to whose first event stands at this revision. An append is atomic, so its events are all there,
   * one behind the other. Throws EventStoreUnavailable when the store lacks it.
   */
  async done(stream: string, commandId: string, first: number): Promise<DoneCommand> {
    const events: StoredEvent[] = [];
    for (let isMore = true; isMore;) {
      const page = await this.reader.readStream(stream, {
        from: first + events.length,
        limit: COMMAND_PAGE,
      });
      const stored = page.map((recorded) => this.codec.decode(recorded));
      const own = stored.filter(({ metadata }) => metadata.commandId === commandId);
      events.push(...own);
      isMore = own.length === COMMAND_PAGE;
    }
    const last = events.at(-1);
    if (!last) throw new EventStoreUnavailable(`${stream} lacks revision ${first}, which it held before`);
    const { revision, position } = last;
    return {
      requestHash: last.metadata.requestHash,
      receipt: {
        stream,
        revision,
        position: this.token(position),
        events: events.map(({ id, event: { type } }) => ({ id, type })),
      },
    };
  }

  /** Remembers a folding unless a later one is there already. */
  keep(stream: string, folded: FoldedStream): void {
    if ((this.cache.peek(stream)?.revision ?? -1) <= folded.revision) this.cache.set(stream, folded);
  }

  token(position: bigint | null): string | null {
    return position === null ? null : `${this.storeId}.${position}`;
  }

  private take(decider: Fold, folded: FoldedStream, stored: StoredEvent, weight: number): FoldedStream {
    const { revision, position, event } = stored;
    const { recordedAt, commandId } = stored.metadata;
    const { commands } = folded;
    if (!commands.has(commandId)) commands.set(commandId, revision);
    const state = decider.evolve(folded.state as never, event as never);
    return { state, revision, position, recordedAt, weight: folded.weight + weight, commands };
  }
}
