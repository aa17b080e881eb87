import { InvalidCursor, readPageCursor, writePageCursor } from '#platform/projections';
import type { TimelineLine } from '../../read-models/unit-timeline/unit-timeline.projection.js';

/** Where a page ended. */
export type TimelinePlace = Pick<TimelineLine, 'on' | 'ordinal'>;

export interface TimelinePage {
  readonly lines: readonly TimelineLine[];
  /** Where the next page begins; absent on the last. */
  readonly next?: TimelinePlace;
}

/**
 * The next `limit` lines behind a place, newest first: by day, then by order in the ledger. `quarters` come newest
 * first, and no more of them are read than it takes.
 */
export function timelinePage(
  quarters: Iterable<readonly TimelineLine[]>,
  limit: number,
  after?: TimelinePlace,
): TimelinePage {
  const lines: TimelineLine[] = [];
  for (const quarter of quarters) {
    const behind = quarter.filter((line) => after === undefined || newestFirst(after, line) < 0);
    lines.push(...behind.toSorted(newestFirst));
    if (lines.length > limit) break;
  }
  const page = lines.slice(0, limit);
  const last = page.at(-1);
  return lines.length > limit && last ? { lines: page, next: last } : { lines: page };
}

const newestFirst = (one: TimelinePlace, other: TimelinePlace): number =>
  one.on === other.on ? other.ordinal - one.ordinal : one.on < other.on ? 1 : -1;

export const writePlace = (unitId: string, { on, ordinal }: TimelinePlace): string =>
  writePageCursor(unitId, on, ordinal);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Throws InvalidCursor unless a page of this very unit gave it. */
export function readPlace(cursor: string, unitId: string): TimelinePlace {
  const [of, on, ordinal] = readPageCursor(cursor);
  if (of !== unitId || typeof on !== 'string' || !DAY.test(on) || !Number.isSafeInteger(ordinal))
    throw new InvalidCursor('the cursor belongs to another timeline');
  return { on, ordinal: ordinal as number };
}
