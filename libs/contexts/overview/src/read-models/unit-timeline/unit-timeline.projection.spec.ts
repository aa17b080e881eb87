import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import {
  noticeIssuedV1,
  noticeWithdrawnV1,
  rectificationAcceptedV1,
  rectificationOverdueV1,
  rectificationReportedV1,
  rectificationReturnedV1,
} from '#contexts/supervision/contracts';
import { starAwardedV1, titleRevokedV1 } from '#contexts/titles/contracts';
import { unitDissolvedV1, unitRegisteredV1 } from '#contexts/units/contracts';
import { happened, projectionSpec } from '#platform/testing';
import type { ToldEvent } from './every-contract.js';
import { linesOf, timelineQuarter, unitTimeline } from './unit-timeline.projection.js';

const registered = happened(
  unitRegisteredV1,
  { unitId: 'a', name: '示例|单位', jurisdiction: '990102', kind: 'organ' },
  { metadata: { occurredOn: '2021-01-04' } },
);
const dissolved = happened(unitDissolvedV1, { unitId: 'a', dissolvedOn: '2021-12-31' });
const activity = (organiserUnitId: string, ...units: ActivityClosedV1['outcomes']['units']) =>
  happened(activityClosedV1, {
    activityId: 'x',
    title: '植树|浇水',
    kind: 'environment',
    mode: 'offline',
    organiserUnitId,
    jurisdiction: '990102',
    occurredFrom: '2021-03-11',
    occurredTo: '2021-03-12',
    outcomes: { units },
    evidence: [],
    backEntry: true,
  } satisfies ActivityClosedV1);
const notice = {
  noticeId: 'n',
  jurisdiction: '990100',
  documentNumber: '示文明〔2021〕6号',
  issuedOn: '2021-05-01',
  units: [
    { unitId: 'a', personTimes: 2 },
    { unitId: 'b', personTimes: 1 },
  ],
} as const;
const issued = (kind: 'criticism' | 'commendation') =>
  happened(noticeIssuedV1, { ...notice, kind, audience: 'public' as const });
const withdrawn = happened(noticeWithdrawnV1, {
  ...notice,
  kind: 'criticism' as const,
  withdrawnOn: '2021-07-01',
});
const decision = {
  unitId: 'a',
  jurisdiction: '990102',
  level: 'city',
  body: '示例办',
  documentNumber: '示文明〔2021〕9号',
  effectiveOn: '2021-02-01',
} as const;

const linesAfter = (unitId: string, quarter: string, ...events: readonly object[]) => {
  const row = projectionSpec(unitTimeline)
    .given(events as ToldEvent[])
    .row(timelineQuarter(unitId, quarter));
  return row ? linesOf(row) : null;
};

describe('the timeline of a unit', () => {
  it('begins with its registration and tells its end', () => {
    expect(linesAfter('a', '2021-Q1', registered, dissolved)).toEqual([
      { on: '2021-01-04', ordinal: 0, kind: 'registered', isLate: false, parts: ['示例', '单位'] },
    ]);
    expect(linesAfter('a', '2021-Q4', registered, dissolved)).toEqual([
      { on: '2021-12-31', ordinal: 1, kind: 'dissolved', isLate: false, parts: [] },
    ]);
  });

  it('tells what was entered late', () => {
    const event = issued('criticism');
    const late = { ...event, data: { ...event.data, backEntry: true as const } };
    expect(linesAfter('a', '2021-Q2', late)).toMatchObject([
      { isLate: true, parts: ['n', '2', '示文明〔2021〕6号'] },
    ]);
    const gone = { ...dissolved, data: { ...dissolved.data, backEntry: true as const } };
    expect(linesAfter('a', '2021-Q4', registered, gone)).toMatchObject([{ kind: 'dissolved', isLate: true }]);
  });

  it('keeps each quarter in a row of its own', () => {
    const spec = projectionSpec(unitTimeline).given([issued('criticism'), withdrawn]);
    expect(spec.row('a:2021-Q2')).toEqual({ lines: '2021-05-01|0|criticised||n|2|示文明〔2021〕6号' });
    expect(spec.row('a:2021-Q3')).toEqual({
      lines: '2021-07-01|1|withdrawn||n|criticism|示文明〔2021〕6号',
    });
  });

  it('tells whoever took part of an activity, and the organiser though it did not', () => {
    const both = activity('a', { unitId: 'a', personTimes: 3 }, { unitId: 'b', personTimes: 4 });
    expect(linesAfter('a', '2021-Q1', both)).toMatchObject([
      { kind: 'organised', isLate: true, parts: ['x', '3', '植树', '浇水'] },
    ]);
    expect(linesAfter('b', '2021-Q1', both)).toMatchObject([{ kind: 'took-part', on: '2021-03-12' }]);
    expect(linesAfter('a', '2021-Q1', activity('a', { unitId: 'b', personTimes: 4 }))).toMatchObject([
      { kind: 'organised', isLate: true, parts: ['x', '0', '植树', '浇水'] },
    ]);
  });

  it('tells each named unit its own part of a notice, and what became of it', () => {
    const overdue = happened(rectificationOverdueV1, {
      ...notice,
      rectifyBy: '2021-05-28',
      overdueFrom: '2021-05-29',
      unitIds: ['a'],
    });
    const accepted = happened(rectificationAcceptedV1, {
      noticeId: 'n',
      unitId: 'b',
      verifiedOn: '2021-06-01',
    });
    const events = [issued('criticism'), issued('commendation'), overdue, accepted];
    expect(linesAfter('a', '2021-Q2', ...events)?.map(({ kind, parts }) => [kind, parts[1]])).toEqual([
      ['criticised', '2'],
      ['commended', '2'],
      ['overdue', '2021-05-28'],
    ]);
    expect(linesAfter('b', '2021-Q2', ...events)?.map(({ kind, on }) => [kind, on])).toEqual([
      ['criticised', '2021-05-01'],
      ['commended', '2021-05-01'],
      ['rectified', '2021-06-01'],
    ]);
  });

  it('tells the unit that reports under the day of its report, and what is returned with its new deadline', () => {
    const reported = happened(rectificationReportedV1, {
      noticeId: 'n',
      unitId: 'a',
      reportedOn: '2021-06-30',
    });
    const returned = happened(rectificationReturnedV1, {
      noticeId: 'n',
      unitId: 'a',
      verifiedOn: '2021-07-02',
      rectifyBy: '2021-07-20',
    });
    const events = [reported, returned];
    expect(linesAfter('a', '2021-Q2', ...events)).toEqual([
      { on: '2021-06-30', ordinal: 0, kind: 'reported', isLate: false, parts: ['n'] },
    ]);
    expect(linesAfter('a', '2021-Q3', ...events)).toEqual([
      { on: '2021-07-02', ordinal: 1, kind: 'returned', isLate: false, parts: ['n', '2021-07-20'] },
    ]);
    expect(linesAfter('b', '2021-Q2', ...events)).toBeNull();
  });

  it('tells decisions on titles, with a star or without', () => {
    const awarded = happened(starAwardedV1, { ...decision, star: 2, cycle: '990100-2021' });
    const revoked = happened(titleRevokedV1, { ...decision, since: '2021-02-01' });
    expect(linesAfter('a', '2021-Q1', awarded, revoked)).toMatchObject([
      { kind: 'awarded', parts: ['city', '2', '示文明〔2021〕9号'] },
      { kind: 'revoked', parts: ['city', '', '示文明〔2021〕9号'] },
    ]);
  });
});
