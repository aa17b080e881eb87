import { LRUCache } from 'lru-cache';
import type { EventCodec, StoredEvent } from './codec.js';
import type { EventReader } from './event-store.js';
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
  /** By command id. Shared by all foldings of the stream and only ever added to. */
  readonly commands: Map<string, DoneCommand>;
}

export interface DoneCommand {
  readonly requestHash: string;
  readonly receipt: Receipt;
}

const CACHED_COMMANDS = 200_000;
const PAGE = 1000;

/** Folds streams and keeps the ones used last, so that only their tails are read again. Bounded by commands held. */
export class FoldedStreams {
  private readonly cache = new LRUCache<string, FoldedStream>({
    maxSize: CACHED_COMMANDS,
    sizeCalculation: ({ commands }) => commands.size + 1,
  });

  constructor(
    private readonly reader: EventReader,
    private readonly codec: EventCodec,
    private readonly storeId: string,
  ) {}

  /** The stream as it is now. A stream belongs to one decider for ever. */
  async fold(decider: Fold, stream: string): Promise<FoldedStream> {
    let folded: FoldedStream = this.cache.get(stream) ?? {
      state: decider.initialState,
      revision: -1,
      position: null,
      commands: new Map(),
    };
    for (;;) {
      const page = await this.reader.readStream(stream, { from: folded.revision + 1, limit: PAGE });
      if (page.length === 0) return folded;
      for (const recorded of page) folded = this.take(decider, folded, this.codec.decode(recorded));
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

  private take(decider: Fold, folded: FoldedStream, stored: StoredEvent): FoldedStream {
    const { id, stream, revision, position, event, metadata } = stored;
    const before = folded.commands.get(metadata.commandId)?.receipt.events ?? [];
    const events = before.some((known) => known.id === id) ? before : [...before, { id, type: event.type }];
    const receipt: Receipt = { stream, revision, position: this.token(position), events };
    folded.commands.set(metadata.commandId, { requestHash: metadata.requestHash, receipt });
    const state = decider.evolve(folded.state as never, event as never);
    return { state, revision, position, commands: folded.commands };
  }
}
