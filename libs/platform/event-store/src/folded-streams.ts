import { LRUCache } from 'lru-cache';
import type { EventCodec, StoredEvent } from './codec.js';
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
  /** By command id. Shared by all foldings of the stream; receipts are only ever added or completed. */
  readonly commands: Map<string, DoneCommand>;
}

export interface DoneCommand {
  readonly requestHash: string;
  readonly receipt: Receipt;
}

/** Some thousands of streams, or one of 5,000 events. */
const CACHED_BYTES = 16 * 1024 * 1024;
/** What is kept for an event besides its body, as seen in the heap: its receipt, ids, and a share of maps and of the cache. */
const RECEIPT_BYTES = 2_500;
const PAGE = 1000;

/** Bytes that folding the event may add to what is kept: at most its body goes into the state, and a receipt stays. */
export const weightOf = ({ data, metadata }: Pick<NewEvent, 'data' | 'metadata'>): number =>
  data.byteLength + metadata.byteLength + RECEIPT_BYTES;

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

  /** The stream as it is now, read to its end, so that every receipt is whole. A stream belongs to one decider for ever. */
  async fold(decider: Fold, stream: string): Promise<FoldedStream> {
    let folded: FoldedStream = this.cache.get(stream) ?? {
      state: decider.initialState,
      revision: -1,
      position: null,
      recordedAt: '',
      weight: 0,
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

  /** Remembers a folding unless a later one is there already. */
  keep(stream: string, folded: FoldedStream): void {
    if ((this.cache.peek(stream)?.revision ?? -1) <= folded.revision) this.cache.set(stream, folded);
  }

  token(position: bigint | null): string | null {
    return position === null ? null : `${this.storeId}.${position}`;
  }

  private take(decider: Fold, folded: FoldedStream, stored: StoredEvent, weight: number): FoldedStream {
    const { revision, position, event } = stored;
    const { recordedAt } = stored.metadata;
    this.completeReceipt(folded.commands, stored);
    const state = decider.evolve(folded.state as never, event as never);
    const { commands } = folded;
    return { state, revision, position, recordedAt, weight: folded.weight + weight, commands };
  }

  /** Another folding of the stream may be further already: a receipt never goes back to an earlier event. */
  private completeReceipt(
    commands: Map<string, DoneCommand>,
    { id, stream, revision, position, event, metadata: { commandId, requestHash } }: StoredEvent,
  ): void {
    const known = commands.get(commandId)?.receipt;
    if (known && known.revision >= revision) return;
    const events = [...(known?.events ?? []), { id, type: event.type }];
    commands.set(commandId, {
      requestHash,
      receipt: { stream, revision, position: this.token(position), events },
    });
  }
}
