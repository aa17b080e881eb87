import { type SummaryGroup, summaryPage, type SummaryPlace, type SummarySection } from './summary-page.js';

const section =
  (...groups: readonly SummaryGroup<string>[]): SummarySection<string> =>
  (from = '') =>
    groups.filter(({ key }) => key >= from);
const group = (key: string, ...items: readonly string[]): SummaryGroup<string> => ({ key, items });

const sections = [
  section(group('', 'a1', 'a2')),
  section(),
  section(group('b', 'b1', 'b2', 'b3'), group('c'), group('d', 'd1')),
  section(group('', 'e1')),
];
const whole = ['a1', 'a2', 'b1', 'b2', 'b3', 'd1', 'e1'];

function pages(limit: number): readonly (readonly string[])[] {
  const read: (readonly string[])[] = [];
  let place: SummaryPlace | undefined;
  do {
    const { items, next } = summaryPage(sections, limit, place);
    read.push(items);
    place = next;
  } while (place);
  return read;
}

describe('a page of the summary', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of %i items leaves nothing out and repeats nothing', (limit) => {
    const read = pages(limit);
    expect(read.flat()).toEqual(whole);
    expect(read.slice(0, -1).every((items) => items.length === limit)).toBe(true);
    expect(read.at(-1)?.length).toBeGreaterThan(0);
  });

  it('ends without a next place exactly at the end', () => {
    expect(summaryPage(sections, whole.length)).toEqual({ items: whole });
  });

  it('goes on where the groups have grown', () => {
    const { next } = summaryPage(sections, 3);
    expect(next).toEqual({ section: 2, group: 'b', given: 1 });
    const grown = sections.with(2, section(group('b', 'b1', 'b2', 'b3', 'b4'), group('bb', 'bb1')));
    expect(summaryPage(grown, 10, next).items).toEqual(['b2', 'b3', 'b4', 'bb1', 'e1']);
  });

  it('is empty where nothing is', () => {
    expect(summaryPage([], 5)).toEqual({ items: [] });
  });
});
