import { setTimeout as pause } from 'node:timers/promises';
import {
  countEntries,
  EventStoreOverloaded,
  EventStoreUnavailable,
  type EventReader,
} from '#platform/event-store';
import { ProgressWatchdog } from '#platform/projections';
import { systemClock } from '#platform/values';
import type { ReachedPlace, StatusBoard } from './status.js';

const LOOK_EVERY_MS = 1_000;
/** Pages of events read by one look to find how many wait; the next one goes on from there. */
const PAGES_A_LOOK = 5;

/**
 * Says of a relay that leads how many entries Kafka lacks, and since when it stands still behind the store. Looks at
 * the store itself, not at what the relay has read of it.
 */
export class Lookout {
  private readonly watchdog = new ProgressWatchdog();
  private counted: ReachedPlace | null = null;

  constructor(
    private readonly reader: Pick<EventReader, 'head' | 'readAll'>,
    private readonly status: StatusBoard,
  ) {}

  /** Looks while the work goes on, whose signal ends with the term. Throws what the work throws, or why looking failed. */
  async during(term: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const ended = new AbortController();
    const signal = AbortSignal.any([term, ended.signal]);
    let failure: Error | null = null;
    this.keep(signal).catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
      ended.abort();
    });
    try {
      await work(signal);
    } finally {
      ended.abort();
      this.status.behind({ lag: null, behindSince: null });
    }
    if (failure !== null) throw failure as Error;
  }

  /** One look: how many entries wait, and since when nothing has moved. */
  async look(signal: AbortSignal, now = performance.now()): Promise<void> {
    const head = await this.reader.head();
    const { place } = this.status;
    if (!place) return;
    const lag = await this.waiting(place, head);
    if (signal.aborted) return;
    const standsMs = this.watchdog.look(head, place.position, now);
    const behindSince =
      standsMs === null
        ? null
        : (this.status.now().behindSince ?? new Date(Date.parse(systemClock.now()) - standsMs).toISOString());
    this.status.behind({ lag, behindSince });
  }

  private async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.look(signal);
      } catch (error) {
        // The relay itself reads the same store, and says so when it cannot.
        if (!(error instanceof EventStoreUnavailable || error instanceof EventStoreOverloaded)) throw error;
      }
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /**
   * Counts on from where the last look came to; every entry is read once, however long the relay stands. Null until
   * the count has come to the place itself.
   */
  private async waiting(place: ReachedPlace, head: bigint | null): Promise<number | null> {
    let at = this.countedFor(place);
    for (let pages = 0; pages < PAGES_A_LOOK && isBefore(at.position, head); pages++) {
      const { events, next } = await this.reader.readAll({ after: at.position });
      const ordinal = at.ordinal + countEntries(events, at.ordinal).length;
      at = { ordinal, position: next ?? at.position };
    }
    this.counted = at;
    return at.ordinal < place.ordinal ? null : at.ordinal - place.ordinal;
  }

  /** Where the ordinal lies in this store is not known after a restore: then all is counted, from the beginning. */
  private countedFor(place: ReachedPlace): ReachedPlace {
    if (this.counted && (place.position === null || this.counted.ordinal > place.ordinal))
      return this.counted;
    return place.position === null ? { ordinal: -1, position: null } : place;
  }
}

const isBefore = (position: bigint | null, head: bigint | null): boolean =>
  head !== null && (position === null || position < head);
