import fc from 'fast-check';
import { checkBoardValue, nodesAbove, nodesOf } from './radix.js';
import { ranked } from './ranked.js';

const LIMIT = 2 ** 47;
const value = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -LIMIT + 1, max: LIMIT - 1 }));

function countAbove(values: readonly number[], wanted: number): number {
  const ranges = nodesAbove(wanted);
  const counters = values.flatMap(nodesOf);
  return counters.filter((node) => ranges.some(({ from, to }) => node >= from && node <= to)).length;
}

describe('ranks by counters', () => {
  it('count exactly the members above a value, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), value, (values, wanted) => {
        expect(countAbove(values, wanted)).toBe(values.filter((other) => other > wanted).length);
      }),
      { numRuns: 500 },
    );
  });

  it('look at no more than six ranges of 255 counters', () => {
    fc.assert(
      fc.property(value, (wanted) => {
        const ranges = nodesAbove(wanted);
        expect(ranges.length).toBeLessThanOrEqual(6);
        for (const { from, to } of ranges) expect(to - from).toBeLessThan(255);
      }),
    );
  });

  it('take every integer up to 2^47 on either side and nothing else', () => {
    for (const fits of [0, -1, LIMIT - 1, 1 - LIMIT]) expect(() => checkBoardValue(fits)).not.toThrow();
    for (const not of [LIMIT, -LIMIT, 0.5, Number.NaN])
      expect(() => checkBoardValue(not)).toThrow(RangeError);
    expect(new Set([1 - LIMIT, -1, 0, 1, LIMIT - 1].flatMap(nodesOf)).size).toBeGreaterThan(20);
  });

  it('are shared by ties: 1, 2, 2, 4', () => {
    const members = [9, 7, 7, 3].map((points, index) => ({ key: `m${index}`, value: points }));
    const values = members.map((member) => member.value);
    const rankOf = (points: number): number => 1 + countAbove(values, points);
    expect(ranked(members, rankOf).map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
    expect(ranked(members.slice(2), rankOf).map(({ rank }) => rank)).toEqual([2, 4]);
  });

  it('ask for at most two ranks a page', () => {
    const values = [5, 5, 4, 3, 3, 2, 1];
    const asked: number[] = [];
    const rankOf = (points: number): number => (
      asked.push(points),
      1 + values.filter((other) => other > points).length
    );
    const members = values.slice(1).map((points, index) => ({ key: String(index), value: points }));
    expect(ranked(members, rankOf).map(({ rank }) => rank)).toEqual([1, 3, 4, 4, 6, 7]);
    expect(asked).toEqual([5, 4]);
  });
});
