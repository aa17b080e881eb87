import { LRUCache } from 'lru-cache';
import type { ReadStreamOptions, RecordedEvent } from '../event-store.js';

const REMEMBERED = 200_000;

/**
 * Where streams end, as the only process that writes them knows: a command that has a stream in memory asks for
 * what came after, and mostly there is nothing to read.
 */
export class KnownEnds {
  private readonly ends = new LRUCache<string, number>({ max: REMEMBERED });

  /** Whether the stream is known to hold nothing from this revision on. */
  endsBefore(stream: string, { from = 0 }: ReadStreamOptions): boolean {
    const end = this.ends.get(stream);
    return end !== undefined && end < from;
  }

  /** An end seen by a read or reached by an append; older news change nothing. */
  saw(stream: string, revision: number): void {
    if (revision > (this.ends.peek(stream) ?? -1)) this.ends.set(stream, revision);
  }

  sawPage(stream: string, page: readonly RecordedEvent[]): void {
    const last = page.at(-1);
    if (last) this.saw(stream, last.revision);
  }
}
