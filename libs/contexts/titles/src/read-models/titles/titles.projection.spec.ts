import { happened, projectionSpec } from '#platform/testing';
import { titleKey, titles } from './titles.projection.js';

const decision = (effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber: '示文明〔2021〕6号',
  documentNumberText: '示文明[2021]6号',
  legalBasis: '管理办法',
  effectiveOn,
});
const common = { unitId: 'u', level: 'city' as const, star: 2, jurisdiction: '990102' };
const judged = { policyVersion: 3, policyJurisdiction: '990100' };
const awarded = happened('StarAwarded', {
  ...common,
  cycle: '990100-2021',
  decision: decision('2021-05-01'),
  until: '2024-05-01',
  ...judged,
});
const retained = happened('TitleRetained', {
  ...common,
  cycle: '990100-2021',
  decision: decision('2021-05-15'),
  ...judged,
});
const revoked = happened(
  'TitleRevoked',
  { ...common, jurisdiction: '990103', since: '2021-05-01', decision: decision('2021-05-20'), ...judged },
  { metadata: { reason: '弄虚作假', recordedAt: '2021-07-01T01:00:00.000Z' } },
);

describe('the titles of units', () => {
  const spec = projectionSpec(titles).given([awarded, retained, revoked]);
  const key = titleKey('u', 'city');

  it('keep every decision with both its dates, its cause and the policy that judged it', () => {
    const recordedAt = '2021-06-01T02:00:00.000Z';
    expect(spec.row(key)).toEqual({
      unitId: 'u',
      level: 'city',
      jurisdiction: '990103',
      decisions: [
        {
          kind: 'award',
          star: 2,
          cycle: '990100-2021',
          until: '2024-05-01',
          ...decision('2021-05-01'),
          ...judged,
          ordinal: 0,
          recordedAt,
        },
        {
          kind: 'retain',
          star: 2,
          cycle: '990100-2021',
          ...decision('2021-05-15'),
          ...judged,
          ordinal: 1,
          recordedAt,
        },
        {
          kind: 'revoke',
          star: 2,
          ...decision('2021-05-20'),
          reason: '弄虚作假',
          ...judged,
          ordinal: 2,
          recordedAt: '2021-07-01T01:00:00.000Z',
        },
      ],
    });
  });

  it('say of a decision that took effect before it was recorded', () => {
    const late = happened('StarAwarded', { ...awarded.data, backEntry: true as const });
    const { decisions = [] } = projectionSpec(titles).given([late, retained]).row(key) ?? {};
    expect(decisions.map(({ kind, backEntry }) => [kind, backEntry])).toEqual([
      ['award', true],
      ['retain', undefined],
    ]);
  });

  it('are found by unit, place and level', () => {
    expect(spec.indexes(key)).toEqual({ unitId: 'u', jurisdiction: '990103', level: 'city' });
  });

  it('of two levels are two rows', () => {
    const district = happened('StarAwarded', { ...awarded.data, level: 'district' as const });
    const rows = projectionSpec(titles).given([awarded, district]).rows;
    expect([...rows.keys()]).toEqual(['u.city', 'u.district']);
  });
});
