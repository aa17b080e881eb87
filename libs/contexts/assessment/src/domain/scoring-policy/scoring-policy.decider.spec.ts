import { given, testContext } from '#platform/testing';
import { AdoptScoringPolicy } from './scoring-policy.commands.js';
import { scoringPolicy } from './scoring-policy.decider.js';
import type { ScoringItem, ScoringPolicyAdopted, ScoringRules } from './scoring-policy.events.js';

const item: ScoringItem = {
  code: '1.1',
  part: '1',
  title: '志愿服务',
  fact: 'activity',
  filter: { kind: ['volunteer-service'], mode: ['offline'] },
  per: 'person-time',
  points: '0.05',
  cap: '10',
};
const rules = (...items: readonly Partial<ScoringItem>[]): ScoringRules => ({
  base: '60',
  parts: [{ code: '1', title: '创建活动' }],
  items: items.map((changes, index) => ({ ...item, code: `1.${index + 1}`, ...changes })),
});
const adopt = (adopted: ScoringRules, effectiveFrom = '2021-01-01') =>
  new AdoptScoringPolicy({ jurisdiction: '990100', effectiveFrom, rules: adopted }, testContext());
const version = (number: number, adopted: ScoringRules, effectiveFrom = '2021-01-01') =>
  ({
    type: 'ScoringPolicyAdopted',
    data: { jurisdiction: '990100', version: number, effectiveFrom, rules: adopted },
  }) satisfies ScoringPolicyAdopted;

const refusal = (code: string, pointer: string, adopted: ScoringRules) => ({ code, pointer, adopted });

describe('a scoring policy', () => {
  const first = version(1, rules({}));

  it('is adopted in versions', () => {
    given(scoringPolicy.life)
      .when(adopt(rules({})))
      .then([first]);
    given(scoringPolicy.life, [first])
      .when(adopt(rules({}, {}), '2022-01-01'))
      .then([version(2, rules({}, {}), '2022-01-01')]);
  });

  it('adopted again with the same rules and date stays as it is', () => {
    given(scoringPolicy.life, [first])
      .when(adopt(rules({})))
      .thenNothing();
  });

  it('never takes effect before the last version', () => {
    given(scoringPolicy.life, [first])
      .when(adopt(rules({}), '2020-12-31'))
      .thenRejected('effective-before-last-version', {
        pointer: '/effectiveFrom',
        lastEffectiveFrom: '2021-01-01',
      });
  });

  it('may take points away, and let titles count by occurrence', () => {
    const adopted = rules(
      { fact: 'criticism', filter: undefined, points: '-0.5', cap: undefined },
      { fact: 'title', filter: { level: ['city'] }, per: 'occurrence', points: '3' },
    );
    given(scoringPolicy.life)
      .when(adopt(adopted))
      .then([version(1, adopted)]);
  });

  it.each([
    refusal('part-named-twice', '/rules/parts/1/code', {
      parts: [
        { code: '1', title: '甲' },
        { code: '1', title: '乙' },
      ],
      items: [item],
    }),
    refusal('item-named-twice', '/rules/items/1/code', rules({}, { code: '1.1' })),
    refusal('unknown-part', '/rules/items/0/part', rules({ part: '2' })),
    refusal(
      'filter-does-not-fit-fact',
      '/rules/items/0/filter/level',
      rules({ filter: { level: ['city'] } }),
    ),
    refusal('filter-does-not-fit-fact', '/rules/items/0/filter/kind', rules({ fact: 'criticism' })),
    refusal(
      'fact-has-no-person-times',
      '/rules/items/0/per',
      rules({ fact: 'title', filter: { level: ['city'] } }),
    ),
    refusal('cap-not-positive', '/rules/items/0/cap', rules({ cap: '0' })),
    refusal('cap-not-positive', '/rules/items/0/cap', rules({ cap: '-1' })),
    refusal('points-out-of-range', '/rules/items/0/points', rules({ points: '-1000.001' })),
    refusal('points-out-of-range', '/rules/base', { ...rules({}), base: '10000.5' }),
  ])('is refused with $code at $pointer', ({ code, pointer, adopted }) => {
    const most = pointer === '/rules/base' ? 10_000 : 1000;
    given(scoringPolicy.life)
      .when(adopt(adopted))
      .thenRejected(code, { pointer, ...(code === 'points-out-of-range' && { most }) });
  });
});
