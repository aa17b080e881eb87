import { unitRegisteredV1 } from '#contexts/units/contracts';
import { happened, projectionSpec } from '#platform/testing';
import { criticisedUnit, criticismList } from './criticism-list.projection.js';

const unit = (unitId: string) =>
  happened(unitRegisteredV1, { unitId, name: `单位${unitId}`, jurisdiction: '990102', kind: 'organ' });
const notice = (noticeId: string, issuedOn: string, kind: 'criticism' | 'commendation' = 'criticism') =>
  happened('CirculationNoticeIssued', {
    noticeId,
    jurisdiction: '990100',
    kind,
    title: '通报',
    documentNumber: `示文明〔2021〕${noticeId}号`,
    documentNumberText: '',
    issuedOn,
    audience: 'public' as const,
    units: [
      { unitId: 'a', personTimes: 2 },
      { unitId: 'b', personTimes: 3 },
    ],
  });
const withdrawal = (noticeId: string) =>
  happened('CirculationNoticeWithdrawn', {
    noticeId,
    jurisdiction: '990100',
    kind: 'criticism' as const,
    withdrawnOn: '2021-07-01',
    issuedOn: '2021-05-01',
    documentNumber: '',
    units: [
      { unitId: 'a', personTimes: 2 },
      { unitId: 'b', personTimes: 3 },
    ],
  });
const acceptance = happened('RectificationAccepted', {
  noticeId: '1',
  unitId: 'a',
  verifiedOn: '2021-05-20',
});

type Event = Parameters<typeof criticismList.evolve>[1];
const list = (...events: readonly unknown[]) => projectionSpec(criticismList).given(events as Event[]);
const line = (row: ReturnType<ReturnType<typeof list>['row']>, from?: string, to?: string) =>
  row && criticisedUnit(row, from, to);

describe('the criticism list', () => {
  const named = [unit('a'), unit('b'), notice('1', '2021-05-01'), notice('2', '2021-06-01')];

  it('counts person-times, notices and open rectifications of each unit', () => {
    expect(line(list(...named, acceptance).row('a'))).toEqual({
      unitId: 'a',
      unitName: '单位a',
      jurisdiction: '990102',
      personTimes: 4,
      notices: 2,
      openRectifications: 1,
    });
  });

  it('counts those that are overdue until they are reported', () => {
    const overdue = happened('RectificationOverdue', {
      noticeId: '1',
      jurisdiction: '990100',
      documentNumber: '',
      rectifyBy: '2021-05-10',
      overdueFrom: '2021-05-11',
      unitIds: ['a'],
    });
    const reported = happened('RectificationReported', { noticeId: '1', unitId: 'a' });
    expect(line(list(...named, overdue).row('a'))).toMatchObject({
      openRectifications: 2,
      overdueRectifications: 1,
    });
    expect(line(list(...named, overdue).row('b'))).not.toHaveProperty('overdueRectifications');
    expect(line(list(...named, overdue, reported).row('a'))).not.toHaveProperty('overdueRectifications');
  });

  it('holds no unit that was never criticised', () => {
    expect(line(list(unit('c')).row('c'))).toBeNull();
    expect(list(unit('c')).indexes('c')).toEqual({ jurisdiction: '990102', criticised: 0 });
  });

  it('leaves commendations out', () => {
    expect(
      line(list(unit('a') as never, unit('b') as never, notice('1', '2021-05-01', 'commendation')).row('a')),
    ).toBeNull();
  });

  it('forgets withdrawn notices', () => {
    expect(line(list(...named, withdrawal('1')).row('b'))).toMatchObject({
      personTimes: 3,
      notices: 1,
    });
  });

  it('answers for a period by the day of issue, both ends included', () => {
    const row = list(...named).row('a');
    expect(line(row, '2021-05-01', '2021-05-01')).toMatchObject({ notices: 1, personTimes: 2 });
    expect(line(row, '2021-05-02', '2021-05-31')).toBeNull();
  });
});
