import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent, RecordedEvent } from '#platform/event-store';
import { MemoryEventStore } from '#platform/testing';

/** A line of a frozen ledger. */
interface FrozenEvent {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** A line of what was published: a contract and the ordinal of the event it was made of. */
export interface PublishedLine {
  readonly ordinal: number;
  readonly type: string;
  readonly key: string;
  readonly data: object;
}

/**
 * What a release wrote, kept for ever: a small ledger with every event type it knew in every version, the rows it
 * folded from it and the contracts it published; beside them the contracts that later builds make of it, too.
 */
export class Release {
  private constructor(readonly name: string) {}

  /** Every release there is a ledger of. */
  static all(): readonly Release[] {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.map(({ name }) => new Release(name));
  }

  /** The ledger in a store. */
  async store(): Promise<MemoryEventStore> {
    const store = new MemoryEventStore(this.name);
    await appendAll(
      store,
      this.lines<FrozenEvent>('ledger.jsonl').map(({ id, stream, type, data, metadata }) => ({
        stream,
        event: {
          id,
          type,
          contentType: 'application/json',
          data: Buffer.from(JSON.stringify(data)),
          metadata: Buffer.from(JSON.stringify(metadata)),
        },
      })),
    );
    return store;
  }

  /** In the order of the ledger, those of later builds among them. */
  get published(): readonly PublishedLine[] {
    const folder = join(__dirname, this.name, 'published');
    const newer = existsSync(folder) ? readdirSync(folder).map((file) => join('published', file)) : [];
    const lines = ['published.jsonl', ...newer].flatMap((file) => this.lines<PublishedLine>(file));
    return lines.toSorted((one, other) => one.ordinal - other.ordinal);
  }

  /** Rows by key as this version of a projection folds them; undefined when none were kept. */
  rowsOf({ name, version }: { name: string; version: number }): Record<string, object> | undefined {
    const file = `rows/${name}.v${version}.jsonl`;
    if (!existsSync(join(__dirname, this.name, file))) return undefined;
    const lines = this.lines<{ key: string; row: object }>(file);
    return Object.fromEntries(lines.map(({ key, row }) => [key, row]));
  }

  private lines<T>(file: string): T[] {
    const text = readFileSync(join(__dirname, this.name, file), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  }
}

/** Appends each event behind the last of its stream. */
export async function appendAll(
  store: MemoryEventStore,
  events: readonly { readonly stream: string; readonly event: NewEvent }[],
): Promise<void> {
  for (const { stream, event } of events) {
    const before = await store.readStream(stream, { limit: 1_000 });
    await store.append(stream, before.length === 0 ? 'none' : before.length - 1, [event]);
  }
}

/** Everything in the store that is not its own. */
export async function historyOf(store: MemoryEventStore): Promise<readonly RecordedEvent[]> {
  const { events } = await store.readAll({ after: null, limit: 1_000_000 });
  return events.filter(({ stream }) => !stream.startsWith('$'));
}
