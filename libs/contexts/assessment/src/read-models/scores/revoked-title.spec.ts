import { starAwardedV1, titleRevokedV1 } from '#contexts/titles/contracts';
import { unitRegisteredV1 } from '#contexts/units/contracts';
import { happened, projectionSpec } from '#platform/testing';
import { scoreIn, scores, type UnitScores } from './scores.projection.js';

const item = {
  code: '1.1',
  part: '1',
  title: '称号',
  fact: 'title',
  per: 'occurrence',
  points: '2',
} as const;
const adopted = happened('ScoringPolicyAdopted', {
  jurisdiction: '990100',
  version: 1,
  effectiveFrom: '2021-01-01',
  rules: { base: '60', parts: [{ code: '1', title: '荣誉' }], items: [item] },
});
const opened = happened('CycleOpened', {
  cycleId: '990100-2021',
  jurisdiction: '990100',
  from: '2021-01-01',
  to: '2021-12-31',
  policy: { jurisdiction: '990100', version: 1 },
});
const place = { unitId: 'a', jurisdiction: '990102' };
const unit = happened(unitRegisteredV1, { ...place, name: '示例单位', kind: 'organ' });
const decision = { ...place, level: 'city', body: '示例办', documentNumber: '示文明〔2021〕6号' } as const;
const awarded = happened(starAwardedV1, { ...decision, cycle: '990100-2021', effectiveOn: '2021-03-01' });
const revoked = (effectiveOn: string) =>
  happened(titleRevokedV1, { ...decision, since: '2021-03-01', effectiveOn });

type Events = Parameters<typeof scores.evolve>[1][];
const totalAfter = (...events: Events) =>
  scoreIn(projectionSpec(scores).given(events).row('a') as UnitScores, '990100-2021')?.total;

describe('a revoked title', () => {
  it.each(['2021-03-01', '2021-12-31'])('gives its points back in the cycle of its award: %s', (day) => {
    expect(totalAfter(adopted, opened, unit, awarded)).toBe(62_000);
    expect(totalAfter(adopted, opened, unit, awarded, revoked(day))).toBe(60_000);
    expect(totalAfter(adopted, unit, awarded, revoked(day), opened)).toBe(60_000);
  });

  it('was held till a later year, so that what the ended cycle came to stands', () => {
    expect(totalAfter(adopted, opened, unit, awarded, revoked('2022-01-01'))).toBe(62_000);
    expect(totalAfter(adopted, unit, awarded, revoked('2022-01-01'), opened)).toBe(62_000);
  });
});
