import { InvalidCursor } from '#platform/projections';
import type { TimelineLine } from '../../read-models/unit-timeline/unit-timeline.projection.js';
import { readPlace, timelinePage, writePlace } from './timeline-page.js';

const line = (on: string, ordinal: number): TimelineLine => ({
  on,
  ordinal,
  kind: 'dissolved',
  isLate: false,
  parts: [],
});
const quarters = [
  [line('2021-04-01', 4), line('2021-06-30', 6), line('2021-04-01', 9)],
  [line('2021-01-01', 8), line('2021-03-31', 2)],
  [line('2020-12-31', 1)],
];
const ORDER = [6, 9, 4, 2, 8, 1];

describe('a page of the timeline', () => {
  it('is newest first, by day and then by order in the ledger', () => {
    expect(timelinePage(quarters, 10).lines.map(({ ordinal }) => ordinal)).toEqual(ORDER);
  });

  it.each([1, 2, 3, 5, 6])('of %d is followed by the next, till nothing is left', (limit) => {
    const seen: number[] = [];
    let after: { on: string; ordinal: number } | undefined;
    do {
      const page = timelinePage(quarters, limit, after);
      seen.push(...page.lines.map(({ ordinal }) => ordinal));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ORDER);
  });

  it('reads no more quarters than it takes', () => {
    function* lazily() {
      yield quarters[0] ?? [];
      throw new Error('read on');
    }
    expect(timelinePage(lazily(), 2).lines).toHaveLength(2);
  });

  it('goes on by a cursor of its own unit alone', () => {
    const place = { on: '2021-04-01', ordinal: 9 };
    const cursor = writePlace('a', place);
    expect(readPlace(cursor, 'a')).toEqual(place);
    expect(() => readPlace(cursor, 'b')).toThrow(InvalidCursor);
    for (const wrong of ['YWJj', Buffer.from('["a","2021",9]').toString('base64url')])
      expect(() => readPlace(wrong, 'a')).toThrow(InvalidCursor);
  });
});
