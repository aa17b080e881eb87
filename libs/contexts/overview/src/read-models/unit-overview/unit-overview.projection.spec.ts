import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import { unitDissolvedV1, unitRegisteredV1 } from '#contexts/units/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { happened, projectionSpec } from '#platform/testing';
import { unitOverview } from './unit-overview.projection.js';

const unit = (unitId: string, jurisdiction = '990102') =>
  happened(unitRegisteredV1, { unitId, name: `单位${unitId}`, jurisdiction, kind: 'organ' });
const dissolved = happened(unitDissolvedV1, { unitId: 'a', dissolvedOn: '2021-06-30' });
const notice = (noticeId: string, issuedOn: string, kind: 'criticism' | 'commendation' = 'criticism') => ({
  noticeId,
  jurisdiction: '990100',
  kind,
  documentNumber: `示文明〔2021〕${noticeId}号`,
  issuedOn,
  units: [
    { unitId: 'a', personTimes: 2 },
    { unitId: 'b', personTimes: 3 },
  ],
});
const issued = (...named: Parameters<typeof notice>) =>
  happened(noticeIssuedV1, { ...notice(...named), audience: 'public' as const });
const withdrawn = (...named: Parameters<typeof notice>) =>
  happened(noticeWithdrawnV1, { ...notice(...named), withdrawnOn: '2022-01-05' });

const after = (...events: readonly ProjectionEvent[]) =>
  projectionSpec(unitOverview).given(events as Parameters<typeof unitOverview.evolve>[1][]);

describe('the overview of units', () => {
  const both = [unit('a'), unit('b', '990103')];

  it('counts the units registered in each jurisdiction', () => {
    const spec = after(...both, unit('c'));
    expect(spec.row('registered:990102')).toEqual({ kind: 'registered', jurisdiction: '990102', units: 2 });
    expect(spec.row('registered:990103')).toMatchObject({ units: 1 });
    expect(spec.indexes('registered:990102')).toEqual({ place: 'registered:990102' });
    expect(spec.indexes('unit:a')).toEqual({ place: null });
  });

  it('knows how a unit is called, where it stands and when it was dissolved', () => {
    const spec = after(...both, dissolved);
    expect(spec.row('unit:a')).toEqual({
      kind: 'unit',
      name: '单位a',
      jurisdiction: '990102',
      dissolvedOn: '2021-06-30',
    });
    expect(spec.indexes('unit:a')).toEqual({ place: 'dissolved:990102' });
  });

  it('keeps criticised units by the year of issue and by where they stand', () => {
    const spec = after(
      ...both,
      issued('1', '2021-12-31'),
      issued('2', '2021-01-01'),
      issued('3', '2022-01-01'),
    );
    expect(spec.row('criticised:2021:b')).toEqual({
      kind: 'criticised',
      unitId: 'b',
      jurisdiction: '990103',
      year: '2021',
      notices: { 1: 3, 2: 3 },
    });
    expect(spec.row('criticised:2022:b')).toMatchObject({ notices: { 3: 3 } });
    expect(spec.indexes('criticised:2021:b')).toEqual({ place: 'criticised:2021:990103' });
  });

  it('leaves commendations out', () => {
    const praised = after(...both, issued('1', '2021-05-01', 'commendation'));
    expect(praised.row('criticised:2021:a')).toBeNull();
    const taken = after(
      ...both,
      issued('1', '2021-05-01'),
      issued('2', '2021-05-01', 'commendation'),
      withdrawn('2', '2021-05-01', 'commendation'),
    );
    expect(taken.row('criticised:2021:a')).toMatchObject({ notices: { 1: 2 } });
  });

  it('forgets a withdrawn notice, and a unit that no other one names', () => {
    const spec = after(
      ...both,
      issued('1', '2021-05-01'),
      issued('2', '2021-06-01'),
      withdrawn('1', '2021-05-01'),
    );
    expect(spec.row('criticised:2021:a')).toMatchObject({ notices: { 2: 2 } });
    expect(
      after(...both, issued('1', '2021-05-01'), withdrawn('1', '2021-05-01')).row('criticised:2021:a'),
    ).toBeNull();
  });

  it('stops at a unit nobody registered', () => {
    expect(() => after(unit('a'), issued('1', '2021-05-01'))).toThrow('before the unit is registered');
  });
});
