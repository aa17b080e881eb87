import fc from 'fast-check';
import { shareToGive } from './share-out.js';

describe('sharing out a long catch-up', () => {
  it('keeps the heaviest and gives away at most half of the effort, and something when there are two', () => {
    expect(shareToGive([{ effort: 5 }, { effort: 100 }, { effort: 40 }, { effort: 50 }])).toEqual([
      { effort: 50 },
      { effort: 40 },
      { effort: 5 },
    ]);
    const efforts = fc.array(fc.record({ effort: fc.integer({ min: 1, max: 1000 }) }), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(efforts, (runs) => {
        const given = shareToGive(runs);
        const sum = (list: readonly { effort: number }[]): number =>
          list.reduce((total, { effort }) => total + effort, 0);
        expect(given.length).toBeGreaterThan(0);
        expect(given.length).toBeLessThan(runs.length);
        expect(Math.abs(sum(runs) - 2 * sum(given))).toBeLessThanOrEqual(
          Math.max(...runs.map(({ effort }) => effort)),
        );
      }),
    );
  });
});
