import { starAwardedV1, titleRetainedV1, titleRevokedV1 } from '#contexts/titles/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { happened, projectionSpec } from '#platform/testing';
import { titleOverview, titlesHeld } from './title-overview.projection.js';

const decided = { unitId: 'a', jurisdiction: '990102', body: '示例办', documentNumber: '示文明〔2020〕1号' };
type Level = 'district' | 'city';
const award = (level: Level, star: number | undefined, effectiveOn: string, until?: string) =>
  happened(starAwardedV1, { ...decided, level, star, cycle: '2020', effectiveOn, until });
const retain = (effectiveOn: string, until?: string) =>
  happened(titleRetainedV1, { ...decided, level: 'city' as const, cycle: '2023', effectiveOn, until });
const revoke = (effectiveOn: string) =>
  happened(titleRevokedV1, { ...decided, level: 'city' as const, since: '2020-01-01', effectiveOn });

function held(on: string, ...events: readonly ProjectionEvent[]) {
  const row = projectionSpec(titleOverview)
    .given(events as Parameters<typeof titleOverview.evolve>[1][])
    .row('a');
  return row && titlesHeld(row, on);
}

describe('the overview of titles', () => {
  it('holds a unit once, found by where it stands', () => {
    const spec = projectionSpec(titleOverview).given([award('city', 2, '2020-01-01')]);
    expect(spec.row('a')).toEqual({
      unitId: 'a',
      jurisdiction: '990102',
      steps: [{ kind: 'award', level: 'city', star: 2, effectiveOn: '2020-01-01' }],
    });
    expect(spec.indexes('a')).toEqual({ jurisdiction: '990102', unitId: 'a' });
  });

  it('tells the levels apart, lowest first, and titles without a star', () => {
    expect(
      held('2021-12-31', award('city', undefined, '2021-01-01'), award('district', 1, '2018-01-01')),
    ).toEqual([{ level: 'district', star: 1 }, { level: 'city' }]);
  });

  it('goes by effective dates, whenever they were recorded', () => {
    const events = [award('city', 3, '2022-01-01'), award('city', 2, '2020-01-01')];
    expect(held('2019-12-31', ...events)).toEqual([]);
    expect(held('2021-12-31', ...events)).toEqual([{ level: 'city', star: 2 }]);
    expect(held('2022-01-01', ...events)).toEqual([{ level: 'city', star: 3 }]);
  });

  it('ends with the term, unless the title was retained while it was held', () => {
    const award3 = award('city', 3, '2020-01-01', '2023-01-01');
    expect(held('2022-12-31', award3)).toHaveLength(1);
    expect(held('2023-01-01', award3)).toEqual([]);
    expect(held('2023-01-01', award3, retain('2022-06-01', '2026-01-01'))).toEqual([
      { level: 'city', star: 3 },
    ]);
    expect(held('2030-01-01', award3, retain('2022-06-01'))).toHaveLength(1);
    expect(held('2023-06-01', award3, retain('2023-02-01', '2026-01-01'))).toEqual([]);
  });

  it('ends by revocation, behind which a retention comes to nothing', () => {
    const events = [award('city', 3, '2020-01-01'), retain('2022-01-01'), revoke('2021-06-01')];
    expect(held('2021-05-31', ...events)).toHaveLength(1);
    expect(held('2021-06-01', ...events)).toEqual([]);
    expect(held('2022-06-01', ...events)).toEqual([]);
    expect(held('2022-06-01', ...events, award('city', 1, '2022-05-01'))).toEqual([
      { level: 'city', star: 1 },
    ]);
    expect(held('2021-06-01', revoke('2021-01-01'), award('city', 1, '2021-05-01'))).toHaveLength(1);
  });
});
