import { asOfPlace } from '#platform/projections';
import type { TitleDecision, TitleRow } from '../read-models/titles/titles.projection.js';
import { goneBy, titleHeld } from './held-titles.js';

const paper = (effectiveOn: string, documentNumber = '示文明〔2021〕6号') => ({
  body: '示例市文明委',
  documentNumber,
  documentNumberText: documentNumber,
  legalBasis: '管理办法',
  effectiveOn,
});
const step = (
  kind: TitleDecision['kind'],
  effectiveOn: string,
  [ordinal, recordedAt]: readonly [number, string],
  more: Partial<TitleDecision> = {},
): TitleDecision => ({
  kind,
  ...paper(effectiveOn),
  policyVersion: 1,
  policyJurisdiction: '990100',
  ordinal,
  recordedAt,
  ...more,
});
const row = (...decisions: TitleDecision[]): TitleRow => ({
  unitId: 'u',
  level: 'city',
  jurisdiction: '990102',
  decisions,
});

const entered = [10, '2021-03-01T02:00:00.000Z'] as const;
const later = [20, '2022-03-01T02:00:00.000Z'] as const;
const award = step('award', '2021-01-28', entered, { star: 2, until: '2024-01-28' });
const retention = step('retain', '2021-12-01', later, { until: '2024-12-01', ...paper('2021-12-01', 'R') });
const revocation = step('revoke', '2021-06-01', later);

describe('the star board', () => {
  it('says who holds what, since when, until when and under which decision', () => {
    expect(titleHeld(row(award), '2022-01-01')).toEqual({
      star: 2,
      since: '2021-01-28',
      until: '2024-01-28',
      decision: paper('2021-01-28'),
    });
  });

  it('answers for a day: in force from the first day of a tenure up to the day before its end', () => {
    expect(titleHeld(row(award), '2021-01-27')).toBeNull();
    expect(titleHeld(row(award), '2021-01-28')).not.toBeNull();
    expect(titleHeld(row(award), '2024-01-27')).not.toBeNull();
    expect(titleHeld(row(award), '2024-01-28')).toBeNull();
  });

  it('shows a retention once it has taken effect', () => {
    expect(titleHeld(row(award, retention), '2021-11-30')).not.toHaveProperty('retained');
    expect(titleHeld(row(award, retention), '2021-12-01')).toMatchObject({
      until: '2024-12-01',
      retained: paper('2021-12-01', 'R'),
    });
  });

  it('did not know an award before it was entered, though it was in force by then', () => {
    expect(titleHeld(row(award), '2021-02-01', { ordinal: 9 })).toBeNull();
    expect(titleHeld(row(award), '2021-02-01', { ordinal: 10 })).not.toBeNull();
    expect(titleHeld(row(award), '2021-02-01', asOfPlace('2021-03-01T01:59:59Z'))).toBeNull();
    expect(titleHeld(row(award), '2021-02-01', asOfPlace('2021-03-01T02:00:00Z'))).not.toBeNull();
  });

  it('takes a revocation back to the day it takes effect, from when it is known', () => {
    const revoked = row(award, revocation);
    expect(titleHeld(revoked, '2021-05-31')).toMatchObject({ until: '2021-06-01' });
    expect(titleHeld(revoked, '2021-06-01')).toBeNull();
    expect(titleHeld(revoked, '2021-06-01', { ordinal: 19 })).toMatchObject({ until: '2024-01-28' });
    expect(titleHeld(revoked, '2021-06-01', asOfPlace('2022-02-28T00:00:00Z'))).not.toBeNull();
  });

  it('marks a unit that is gone from the day it is dissolved, from when that is known', () => {
    const gone = { unitDissolvedOn: '2021-05-31' };
    const unit = { dissolvedOn: '2021-05-31', ordinal: 20, recordedAt: later[1] };
    expect(goneBy(undefined, '2021-06-01')).toEqual({});
    expect(goneBy(unit, '2021-05-30')).toEqual({});
    expect(goneBy(unit, '2021-05-31')).toEqual(gone);
    expect(goneBy(unit, '2021-06-01', { ordinal: 19 })).toEqual({});
    expect(goneBy(unit, '2021-06-01', { ordinal: 20 })).toEqual(gone);
    expect(goneBy(unit, '2021-06-01', asOfPlace('2022-03-01T01:59:59Z'))).toEqual({});
    expect(goneBy(unit, '2021-06-01', asOfPlace('2022-03-01T02:00:00Z'))).toEqual(gone);
  });

  it('reads ordinals and instants', () => {
    expect(asOfPlace('12')).toEqual({ ordinal: 12 });
    expect(asOfPlace('2021-03-01T02:00:00Z')).toEqual({ instant: '2021-03-01T02:00:00.000Z' });
  });
});
