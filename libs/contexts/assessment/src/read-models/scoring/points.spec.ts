import type { ScoringItem } from '../../domain/scoring-policy/scoring-policy.events.js';
import { pointsOf, pointsTable, withinCap } from './points.js';
import type { ScorableFact } from './unit-facts.js';

const item = (changes: Partial<ScoringItem> = {}) => {
  const { items } = pointsTable({
    parts: [],
    items: [
      {
        code: '1.1',
        part: '1',
        title: '志愿服务',
        fact: 'activity',
        per: 'person-time',
        points: '0.05',
        ...changes,
      },
    ],
  });
  return items[0]!;
};
const activity = (changes: Partial<ScorableFact> = {}): ScorableFact => ({
  fact: 'activity',
  attributes: { kind: 'volunteer-service', mode: 'offline' },
  occurrences: 1,
  personTimes: 3,
  ...changes,
});

describe('the points of a fact', () => {
  it('are counted by person-time or by occurrence, in thousandths', () => {
    expect(pointsOf(item(), activity())).toBe(150);
    expect(pointsOf(item({ per: 'occurrence', points: '-0.5' }), activity())).toBe(-500);
  });

  it('are none where the item is about another fact', () => {
    expect(pointsOf(item({ fact: 'criticism' }), activity())).toBeNull();
  });

  it('are given only where every attribute of the filter has one of its values', () => {
    const filter = { kind: ['volunteer-service', 'lecture'], mode: ['offline'] };
    expect(pointsOf(item({ filter }), activity())).toBe(150);
    expect(
      pointsOf(item({ filter }), activity({ attributes: { kind: 'lecture', mode: 'online' } })),
    ).toBeNull();
    expect(pointsOf(item({ filter }), activity({ attributes: {} }))).toBeNull();
  });

  it('of a reversal are what it takes back, and nothing is nothing, not minus nothing', () => {
    expect(pointsOf(item(), activity({ occurrences: -1, personTimes: -3 }))).toBe(-150);
    expect(pointsOf(item({ points: '-1' }), activity({ personTimes: 0 }))).toBe(0);
    expect(Object.is(pointsOf(item({ points: '-1' }), activity({ personTimes: 0 })), 0)).toBe(true);
  });

  it('stay within the cap on either side', () => {
    const capped = item({ cap: '1.5' });
    expect([-2000, -1500, 0, 1500, 1501].map((sum) => withinCap(capped, sum))).toEqual([
      -1500, -1500, 0, 1500, 1500,
    ]);
    expect(withinCap(item(), 1_000_000)).toBe(1_000_000);
  });

  it('begin with the base, zero where the policy names none', () => {
    expect(pointsTable({ parts: [], items: [] }).base).toBe(0);
    expect(pointsTable({ base: '60.5', parts: [], items: [] }).base).toBe(60_500);
  });
});
