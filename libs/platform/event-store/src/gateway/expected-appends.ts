import { LRUCache } from 'lru-cache';
import { ConcurrencyConflict } from '../errors.js';
import type { Appended, EventStore, ExpectedRevision, NewEvent } from '../event-store.js';
import type { BackwardReader } from '../backward-reader.js';

/** What a client of the protocol may expect of a stream; the port knows the first two. */
export type Expectation = ExpectedRevision | 'any' | 'exists';

const REMEMBERED = 20_000;
const TRIES = 50;

/**
 * Appends with the protocol's four expectations. `any` and `exists` take the revision the stream has now and try
 * again when somebody was faster. Repeats of them are recognised by event id for a bounded while, as a server
 * does it; repeats at an exact revision by the store, for ever.
 */
export class ExpectedAppends {
  private readonly recent = new LRUCache<string, Appended>({ max: REMEMBERED });
  /** Appends at `any` and `exists` by their first event: a repeat waits for what it repeats. */
  private readonly onTheWay = new Map<string, Promise<Appended>>();

  constructor(private readonly store: EventStore & BackwardReader) {}

  /** Throws ConcurrencyConflict when the expectation does not hold, whose `actual` tells where the stream stands. */
  async append(stream: string, expectation: Expectation, events: readonly NewEvent[]): Promise<Appended> {
    if (expectation === 'none' || typeof expectation === 'number')
      return this.remember(stream, events, await this.store.append(stream, expectation, events));
    const key = keyOf(stream, events[0]?.id ?? '');
    await this.onTheWay.get(key)?.catch(() => undefined);
    const appending = this.appendAtCurrent(stream, expectation, events);
    this.onTheWay.set(key, appending);
    return appending.finally(() => {
      if (this.onTheWay.get(key) === appending) this.onTheWay.delete(key);
    });
  }

  private async appendAtCurrent(
    stream: string,
    expectation: 'any' | 'exists',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const repeated = await this.repeated(stream, events);
    if (repeated) return repeated;
    let current = await this.revision(stream);
    if (expectation === 'exists' && current === 'none') throw new ConcurrencyConflict(stream, 'none', 'none');
    for (let tried = 1; ; tried++)
      try {
        return this.remember(stream, events, await this.store.append(stream, current, events));
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict) || tried === TRIES) throw error;
        current = error.actual;
      }
  }

  /** All known: the first result. The first known and a later one not: a conflict. The first unknown: null. */
  private async repeated(stream: string, events: readonly NewEvent[]): Promise<Appended | null> {
    const known = events.map(({ id }) => this.recent.get(keyOf(stream, id)));
    if (!known[0]) return null;
    const last = known.at(-1);
    if (last && known.every(Boolean)) return last;
    throw new ConcurrencyConflict(stream, 'none', await this.revision(stream));
  }

  private remember(stream: string, events: readonly NewEvent[], appended: Appended): Appended {
    for (const { id } of events) this.recent.set(keyOf(stream, id), appended);
    return appended;
  }

  private async revision(stream: string): Promise<ExpectedRevision> {
    const [last] = await this.store.readStreamBackwards(stream, null, 1);
    return last?.revision ?? 'none';
  }
}

const keyOf = (stream: string, id: string): string => `${id} ${stream}`;
