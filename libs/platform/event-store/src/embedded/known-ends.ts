import { LRUCache } from 'lru-cache';
import { KeyFilter } from '#platform/values';
import type { ReadStreamOptions, RecordedEvent } from '../event-store.js';
import { DEFAULT_LIMIT } from './log-pages.js';

/** As many as streams may be kept folded. */
const REMEMBERED = 20_000;

/**
 * Where streams end, as the only process that writes them knows: a command that has a stream in memory asks for
 * what came after, and mostly there is nothing to read.
 */
export class KnownEnds {
  /** Revision of the last event, or one behind which there is none; -1 where there is no stream. */
  private readonly ends = new LRUCache<string, number>({ max: REMEMBERED });
  /** Every stream there is: most commands that create ask for one that is not. */
  private readonly streams = new KeyFilter();
  private areAllNamed = false;

  /** Streams that exist. */
  name(streams: Iterable<string>): void {
    for (const stream of streams) this.streams.add(stream);
  }

  /** All streams are named that existed when writing began; before that any may exist. */
  allAreNamed(): void {
    this.areAllNamed = true;
  }

  /** Whether the stream is known to hold nothing from this revision on. */
  endsBefore(stream: string, { from = 0 }: ReadStreamOptions): boolean {
    const end = this.ends.get(stream);
    if (end !== undefined) return end < from;
    return this.areAllNamed && from === 0 && !this.streams.mayHave(stream);
  }

  /** An end seen by a read, or told by whoever writes; older news change nothing. */
  saw(stream: string, revision: number): void {
    if (revision >= 0) this.streams.add(stream);
    const known = this.ends.peek(stream);
    if (known === undefined || revision > known) this.ends.set(stream, revision);
  }

  /** What a read answered, when it was less than it asked for: then it saw the end. */
  sawPage(
    stream: string,
    { from = 0, limit = DEFAULT_LIMIT }: ReadStreamOptions,
    page: readonly RecordedEvent[],
  ): void {
    if (page.length < limit) this.saw(stream, page.at(-1)?.revision ?? from - 1);
  }
}
