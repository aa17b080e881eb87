import { happened, projectionSpec } from '#platform/testing';
import * as fixture from '../../../test/circulation-notice.fixture.js';
import type { CirculationNoticeEvent } from '../../domain/circulation-notice/circulation-notice.events.js';
import { notices } from './notices.projection.js';

const after = (...history: CirculationNoticeEvent[]) =>
  projectionSpec(notices).given(history.map(({ type, data }) => happened(type, data) as never));
const { amended, draft, draftWithdrawn, filed, issued, reported, accepted, overdue, returned, withdrawn } =
  fixture;
const row = (...history: CirculationNoticeEvent[]) => after(...history).row(fixture.noticeId);

describe('a notice', () => {
  it('is filed as it was drafted', () => {
    expect(row(filed)).toEqual({ ...filed.data, status: 'filed', rectifications: {} });
    expect(after(filed).indexes(fixture.noticeId)).toEqual({
      jurisdiction: '990100',
      kind: 'criticism',
      status: 'filed',
      issuedOn: null,
    });
  });

  it('is issued with its number in both forms, and waits for every named unit', () =>
    expect(row(filed, issued)).toMatchObject({
      status: 'issued',
      issuedOn: '2021-05-21',
      documentNumber: '示文明〔2021〕6号',
      documentNumberText: '示文明[2021]6号',
      rectifications: {
        'unit-a': { status: 'open', rectifyBy: '2021-05-28' },
        'unit-b': { status: 'open', rectifyBy: '2021-05-28' },
      },
    }));

  it('that commends waits for nobody', () => {
    const commendation = { kind: 'commendation' } as const;
    const praise = { ...issued, data: { ...issued.data, ...commendation } };
    expect(row({ ...filed, data: { ...draft, ...commendation } }, praise)?.rectifications).toEqual({});
  });

  it('follows each unit’s rectification by itself', () => {
    const of = (...history: CirculationNoticeEvent[]) => row(filed, issued, ...history)?.rectifications;
    const other = { status: 'open', rectifyBy: '2021-05-28' };
    expect(of(reported)).toEqual({
      'unit-a': { status: 'reported', reportedOn: '2021-05-25', measures: '增派人员' },
      'unit-b': other,
    });
    expect(of(reported, accepted)).toEqual({
      'unit-a': {
        status: 'accepted',
        reportedOn: '2021-05-25',
        verifiedOn: '2021-05-27',
        measures: '增派人员',
      },
      'unit-b': other,
    });
  });

  it('keeps what a unit reported and why it was returned', () => {
    const of = (...history: CirculationNoticeEvent[]) =>
      row(filed, issued, reported, returned, ...history)?.rectifications['unit-a'];
    const fellShort = { returnedOn: '2021-05-27', shortcomings: '仍有缺岗' };
    const kept = { measures: '增派人员', ...fellShort };
    expect(of()).toEqual({ status: 'open', rectifyBy: '2021-06-10', reportedOn: '2021-05-25', ...kept });
    const again = { ...reported, data: { ...reported.data, measures: '调整班次' } };
    expect(of(again)).toEqual({
      status: 'reported',
      reportedOn: '2021-05-25',
      ...kept,
      measures: '调整班次',
    });
    expect(of(again, accepted)).toEqual({
      status: 'accepted',
      reportedOn: '2021-05-25',
      verifiedOn: '2021-05-27',
      ...kept,
      measures: '调整班次',
    });
  });

  it('shows whose rectification is overdue until it is reported', () => {
    const late = { status: 'open', rectifyBy: '2021-05-28', overdue: true };
    expect(row(filed, issued, overdue)?.rectifications).toEqual({ 'unit-a': late, 'unit-b': late });
    expect(row(filed, issued, overdue, reported)?.rectifications['unit-a']).not.toHaveProperty('overdue');
  });

  it('shows back-entry with its reason', () => {
    const late = { ...issued.data, backEntry: true as const };
    const history = [
      happened('CirculationNoticeFiled', filed.data),
      happened('CirculationNoticeIssued', late, { metadata: { reason: '补录' } }),
    ];
    expect(projectionSpec(notices).given(history).row(fixture.noticeId)).toMatchObject({
      backEntry: true,
      backEntryReason: '补录',
    });
    expect(row(filed, issued)).not.toHaveProperty('backEntry');
  });

  it('shows what was entered late with its reason, of the report and of the look back', () => {
    const late = { backEntry: true as const };
    const history = [
      happened('CirculationNoticeFiled', filed.data),
      happened('CirculationNoticeIssued', issued.data),
      happened('RectificationReported', { ...reported.data, ...late }, { metadata: { reason: '次日送达' } }),
    ];
    const of = (...more: readonly object[]) =>
      projectionSpec(notices)
        .given([...history, ...more] as never)
        .row(fixture.noticeId)?.rectifications['unit-a'];
    const report = {
      reportedOn: '2021-05-25',
      measures: '增派人员',
      backEntry: true,
      backEntryReason: '次日送达',
    };
    expect(of()).toEqual({ status: 'reported', ...report });
    const lookBack = { verificationBackEntry: true, verificationBackEntryReason: '三日后录入' };
    const metadata = { reason: '三日后录入' };
    const acceptedLate = happened('RectificationAccepted', { ...accepted.data, ...late }, { metadata });
    expect(of(acceptedLate)).toEqual({
      status: 'accepted',
      verifiedOn: '2021-05-27',
      ...report,
      ...lookBack,
    });
    const returnedLate = happened('RectificationReturned', { ...returned.data, ...late }, { metadata });
    expect(of(returnedLate)).toMatchObject({ status: 'open', ...report, ...lookBack });
    const again = happened('RectificationReported', reported.data);
    expect(of(returnedLate, again)).toMatchObject({ status: 'reported', ...lookBack });
    expect(of(returnedLate, again)).not.toHaveProperty('backEntry');
    expect(of(returnedLate, again, happened('RectificationAccepted', accepted.data))).not.toHaveProperty(
      'verificationBackEntry',
    );
  });

  it('that is withdrawn keeps its number, and says why', () => {
    const history = [
      happened('CirculationNoticeFiled', filed.data),
      happened('CirculationNoticeIssued', issued.data),
      happened('CirculationNoticeWithdrawn', withdrawn.data, { metadata: { reason: '名单有误' } }),
    ];
    expect(projectionSpec(notices).given(history).row(fixture.noticeId)).toMatchObject({
      status: 'withdrawn',
      withdrawnOn: '2021-05-30',
      withdrawnReason: '名单有误',
      documentNumber: '示文明〔2021〕6号',
    });
  });

  it('whose draft is amended is what it was amended to, and nothing besides', () => {
    expect(row(filed, amended)).toEqual({ ...amended.data, status: 'filed', rectifications: {} });
  });

  it('whose draft is withdrawn has no number and no day of issue, and says why', () => {
    const history = [
      happened('CirculationNoticeFiled', filed.data),
      happened('CirculationNoticeDraftWithdrawn', draftWithdrawn.data, { metadata: { reason: '误拟' } }),
    ];
    expect(projectionSpec(notices).given(history).row(fixture.noticeId)).toEqual({
      ...filed.data,
      status: 'withdrawn',
      withdrawnOn: '2021-05-30',
      withdrawnReason: '误拟',
      rectifications: {},
    });
  });
});
