import type { CausedFact } from '../../read-models/scoring/ledger.js';
import { startingScore, withFact } from '../../read-models/scoring/cycle-score.js';
import { pointsTable } from '../../read-models/scoring/points.js';
import { explanation } from './explain-score.query.js';
import { scoreAnswer } from './read-score.query.js';
import type { ScoredUnit } from './scored-unit.js';

const table = pointsTable({
  base: '60',
  parts: [
    { code: '1', title: '活动' },
    { code: '2', title: '奖惩' },
  ],
  items: [
    {
      code: '1.1',
      part: '1',
      title: '人次',
      fact: 'activity',
      per: 'person-time',
      points: '0.05',
      cap: '0.1',
    },
    { code: '2.1', part: '2', title: '批评', fact: 'criticism', per: 'occurrence', points: '-0.5' },
    { code: '2.2', part: '2', title: '批评人次', fact: 'criticism', per: 'person-time', points: '-0.1' },
  ],
});
const fact = (ordinal: number, kind: 'activity' | 'criticism', personTimes: number): CausedFact => ({
  fact: kind,
  attributes: {},
  occurrences: 1,
  personTimes,
  occurredOn: '2021-03-01',
  cause: { eventId: `e${ordinal}`, type: 'contract', ordinal, stream: 'stream' },
});
const facts = [fact(1, 'activity', 3), fact(2, 'criticism', 4)];

const scored = (counted: readonly CausedFact[]): ScoredUnit => ({
  unit: { kind: 'unit', unitId: 'a', unitName: '甲局', jurisdiction: '990102', tallies: [], cycles: [] },
  cycle: {
    cycleId: '990100-2021',
    jurisdiction: '990100',
    from: '2021-01-01',
    to: '2021-12-31',
    policy: { jurisdiction: '990100', version: 1 },
    openedBy: { eventId: 'e0', type: 'CycleOpened', ordinal: 0, stream: 'assessment.cycle-990100-2021' },
  },
  table,
  score: counted.reduce((score, each) => withFact(score, table, each), startingScore(table)),
  ordinal: 2,
});

describe('a score', () => {
  it('is told by parts and items that add up to it with the base', () => {
    expect(scoreAnswer(scored(facts))).toEqual({
      unitId: 'a',
      unitName: '甲局',
      cycle: '990100-2021',
      policy: { jurisdiction: '990100', version: 1 },
      total: '59.2',
      base: '60',
      parts: [
        { code: '1', title: '活动', points: '0.1', items: [{ code: '1.1', title: '人次', points: '0.1' }] },
        {
          code: '2',
          title: '奖惩',
          points: '-0.9',
          items: [
            { code: '2.1', title: '批评', points: '-0.5' },
            { code: '2.2', title: '批评人次', points: '-0.4' },
          ],
        },
      ],
    });
  });
});

describe('an explanation', () => {
  it('lists the entries the score is the sum of', () => {
    const { total, entries } = explanation(scored(facts), facts);
    expect(total).toBe('59.2');
    expect(entries.map(({ kind, item, points }) => [kind, item, points])).toEqual([
      ['base', undefined, '60'],
      ['fact', '1.1', '0.15'],
      ['cap', '1.1', '-0.05'],
      ['fact', '2.1', '-0.5'],
      ['fact', '2.2', '-0.4'],
    ]);
    expect(entries[0]).not.toHaveProperty('milli');
  });

  it('waits where facts are missing', () => {
    expect(() => explanation(scored(facts), facts.slice(1))).toThrow(
      expect.objectContaining({ code: 'explanation-not-ready' }),
    );
  });

  it('is never given where it does not add up', () => {
    const other = [fact(1, 'activity', 1), fact(2, 'criticism', 4)];
    expect(() => explanation(scored(facts), other)).toThrow('its entries come to');
    expect(() => explanation(scored(facts), [...facts, fact(3, 'activity', 0)])).toThrow('from 3');
  });
});
