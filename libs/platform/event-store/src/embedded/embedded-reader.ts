import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventStoreUnavailable, UnreadableLog } from '../errors.js';
import type { BackwardReader } from '../backward-reader.js';
import type {
  AllPage,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionBatch,
} from '../event-store.js';
import { CommitSignal } from './commit-signal.js';
import { logFile } from './log-file.js';
import { LogPages, type NumberedStream } from './log-pages.js';
import { translated } from './sqlite-errors.js';

const IDLE_MS = 2_000;
const POLL_MS = 20;
/** Events of a page a subscription hands out: few enough to be garbage before it has to be moved. */
const PAGE_EVENTS = 250;

/**
 * Reads an embedded log on the calling thread: beside its writer, in a worker thread, or in another process. It
 * sees every commit at once; a subscription notices one when {@link poke}d, else within 20 ms. Errors of the disk
 * come as {@link EventStoreUnavailable}, of the file's content as UnreadableLog.
 */
export class EmbeddedReader implements BackwardReader {
  private readonly pages: LogPages;
  private readonly commits: CommitSignal;
  private closed = false;
  private met: string | null = null;

  constructor(protected readonly dataDir: string) {
    this.pages = this.attempt(() => new LogPages(dataDir));
    this.commits = new CommitSignal(() => this.attempt(() => this.pages.version()), POLL_MS);
  }

  async storeId(): Promise<string> {
    const first = await this.read((pages) => pages.first());
    if (!first)
      throw new EventStoreUnavailable(`the event log ${logFile(this.dataDir)} has no first event yet`);
    return first.id;
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.read((pages) => pages.stream(stream, options));
  }

  readAll(options: ReadAllOptions): Promise<AllPage> {
    return this.read((pages) => pages.all(options));
  }

  readStreamBackwards(stream: string, from: number | null, limit: number): Promise<readonly RecordedEvent[]> {
    return this.read((pages) => pages.streamBackwards(stream, from, limit));
  }

  readAllBackwards(before: Position | null, limit: number): Promise<readonly RecordedEvent[]> {
    return this.read((pages) => pages.allBackwards(before, limit));
  }

  head(): Promise<Position | null> {
    return this.read((pages) => BigInt(pages.head()) || null);
  }

  async *subscribeAll({ after, filter, signal }: SubscribeOptions): AsyncGenerator<SubscriptionBatch> {
    let position = after;
    while (!signal.aborted) {
      const mark = this.commits.mark();
      const page = await this.readAll({ after: position, filter, limit: PAGE_EVENTS });
      position = page.next;
      if (page.events.length > 0 && position !== null) {
        yield { kind: 'events', events: page.events, position };
        if (signal.aborted) return;
      }
      if (!page.end) {
        // Pages are read on this thread: others get their turn between two.
        await nextTurn();
        continue;
      }
      yield { kind: 'caught-up', position };
      if (!this.closed) await this.commits.wait(mark, IDLE_MS, signal);
    }
  }

  /** The first damage that was met; what lies in the file does not become right by itself. */
  get damage(): string | null {
    return this.met;
  }

  /** Something was committed: subscriptions look at once. */
  poke(): void {
    if (!this.closed) this.pages.refresh();
    this.commits.poke();
  }

  close(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.closed = true;
    this.pages.close();
    this.commits.poke();
    return Promise.resolve();
  }

  protected streamsAfter(id: number, limit: number): readonly NumberedStream[] {
    return this.attempt(() => this.pages.streamsAfter(id, limit));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is a rejection to callers of the port
  private async read<T>(work: (pages: LogPages) => T): Promise<T> {
    return this.attempt(() => work(this.pages));
  }

  /** Throws {@link EventStoreUnavailable} after {@link close}. */
  protected checkOpen(): void {
    if (this.closed) throw new EventStoreUnavailable(`the event log ${logFile(this.dataDir)} is closed`);
  }

  private attempt<T>(work: () => T): T {
    this.checkOpen();
    try {
      return work();
    } catch (error) {
      const said = translated(error, logFile(this.dataDir));
      if (said instanceof UnreadableLog) this.met ??= said.message;
      throw said;
    }
  }
}

/** Throws {@link EventStoreUnavailable} when there is no log yet, UnreadableLog when it is none of ours or of a newer format. */
// eslint-disable-next-line @typescript-eslint/require-await -- opening may wait in other adapters
export async function openEmbeddedReader(dataDir: string): Promise<EmbeddedReader> {
  return new EmbeddedReader(dataDir);
}
