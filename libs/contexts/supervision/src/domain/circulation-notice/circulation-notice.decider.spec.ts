import type { CommandContext } from '#platform/event-sourcing';
import { given, testContext } from '#platform/testing';
import {
  FileCirculationNotice,
  IssueCirculationNotice,
  ReportRectification,
  VerifyRectification,
  WithdrawCirculationNotice,
} from './circulation-notice.commands.js';
import { circulationNotice, type ReservedForNotice } from './circulation-notice.decider.js';
import type * as Events from './circulation-notice.events.js';

const noticeId = 'notice-1';
const draft: Events.CirculationNoticeFiled['data'] = {
  noticeId,
  jurisdiction: '990100',
  kind: 'criticism',
  title: '五月文明交通劝导情况通报',
  issuers: ['示例市文明办'],
  audience: 'public',
  period: { from: '2021-05-01', to: '2021-05-20' },
  entries: [
    { unitId: 'unit-a', personTimes: 2, findings: [{ kind: '缺岗', on: '2021-05-03', place: '一号路口' }] },
    { unitId: 'unit-b', personTimes: 1, findings: [] },
  ],
  rectifyBy: '2021-05-28',
};
const number: ReservedForNotice = { documentNumber: '示文明〔2021〕6号', text: '示文明[2021]6号' };
const units = [
  { unitId: 'unit-a', personTimes: 2 },
  { unitId: 'unit-b', personTimes: 1 },
];
const filed: Events.CirculationNoticeFiled = { type: 'CirculationNoticeFiled', data: draft };
const issued: Events.CirculationNoticeIssued = {
  type: 'CirculationNoticeIssued',
  data: {
    noticeId,
    jurisdiction: '990100',
    kind: 'criticism',
    title: draft.title,
    documentNumber: number.documentNumber,
    documentNumberText: number.text,
    issuedOn: '2021-05-21',
    rectifyBy: '2021-05-28',
    audience: 'public',
    units,
  },
};
const reported: Events.RectificationReported = {
  type: 'RectificationReported',
  data: {
    noticeId,
    unitId: 'unit-a',
    measures: '增派人员',
    reportedOn: '2021-05-25',
    reportedBy: 'unit-a-1',
    signedByMainLeader: true,
  },
};
const accepted: Events.RectificationAccepted = {
  type: 'RectificationAccepted',
  data: { noticeId, unitId: 'unit-a', verifiedOn: '2021-05-27' },
};
const returned: Events.RectificationReturned = {
  type: 'RectificationReturned',
  data: {
    noticeId,
    unitId: 'unit-a',
    verifiedOn: '2021-05-27',
    shortcomings: '仍有缺岗',
    rectifyBy: '2021-06-10',
  },
};
const withdrawn: Events.CirculationNoticeWithdrawn = {
  type: 'CirculationNoticeWithdrawn',
  data: {
    noticeId,
    jurisdiction: '990100',
    kind: 'criticism',
    withdrawnOn: '2021-05-30',
    issuedOn: '2021-05-21',
    documentNumber: number.documentNumber,
    units,
  },
};

const file = (changes: Partial<typeof draft> = {}) =>
  new FileCirculationNotice({ ...draft, ...changes }, testContext());
const issue = (issuedOn = '2021-05-21') => new IssueCirculationNotice({ noticeId, issuedOn }, testContext());
const report = (changes = {}) =>
  new ReportRectification(
    {
      noticeId,
      unitId: 'unit-a',
      measures: '增派人员',
      reportedOn: '2021-05-25',
      signedByMainLeader: true,
      ...changes,
    },
    testContext({ actor: 'unit-a-1', role: 'unit', actorUnitId: 'unit-a' }),
  );
const verify = (changes = {}, by: Partial<CommandContext> = {}) =>
  new VerifyRectification(
    { noticeId, unitId: 'unit-a', verifiedOn: '2021-05-27', outcome: 'accepted', ...changes },
    testContext(by),
  );
const withdraw = (withdrawnOn = '2021-05-30') =>
  new WithdrawCirculationNotice({ noticeId, withdrawnOn }, testContext());

const after = (...history: Events.CirculationNoticeEvent[]) => ({
  when: (command: Parameters<typeof circulationNotice.decide>[0]) =>
    given(circulationNotice, history).when(command, number),
});

describe('filing a circulation notice', () => {
  it('keeps the draft', () => after().when(file()).then([filed]));
  it('happens once', () => after(filed).when(file()).thenRejected('notice-already-filed'));

  it('refuses a period that ends before it starts', () => {
    after()
      .when(file({ period: { from: '2021-05-21', to: '2021-05-20' } }))
      .thenRejected('period-ends-before-start', { pointer: '/period/to' });
  });

  it('refuses a unit named twice', () => {
    after()
      .when(file({ entries: [...draft.entries, { unitId: 'unit-a', personTimes: 1, findings: [] }] }))
      .thenRejected('unit-named-twice', { unitId: 'unit-a', pointer: '/entries/2/unitId' });
  });

  it('refuses a finding outside the period', () => {
    const entries = [{ unitId: 'unit-a', personTimes: 1, findings: [{ kind: '迟到', on: '2021-05-21' }] }];
    after()
      .when(file({ entries }))
      .thenRejected('finding-outside-period', { pointer: '/entries/0/findings/0/on' });
  });

  it('refuses a deadline before the period ends', () => {
    after()
      .when(file({ rectifyBy: '2021-05-19' }))
      .thenRejected('rectify-by-before-period-end');
  });
});

describe('issuing a circulation notice', () => {
  it('gives it its number and opens a rectification for every unit', () =>
    after(filed).when(issue()).then([issued]));
  it('is checked before a number is reserved', () => {
    given(circulationNotice, [filed]).when(issue(), null).thenNothing();
  });
  it('needs a filed notice', () => after().when(issue()).thenRejected('notice-not-filed'));
  it('happens once', () => after(filed, issued).when(issue()).thenRejected('notice-already-issued'));
  it('refuses a withdrawn one', () =>
    after(filed, issued, withdrawn).when(issue()).thenRejected('notice-withdrawn'));
  it('refuses a future date', () => after(filed).when(issue('2021-06-02')).thenRejected('date-in-future'));
  it('refuses a date before the period ends', () =>
    after(filed).when(issue('2021-05-19')).thenRejected('issued-before-period-end'));
  it('refuses a date behind the deadline for rectification', () =>
    after(filed).when(issue('2021-05-29')).thenRejected('rectify-by-before-issue'));
});

describe('reporting a rectification', () => {
  it('records who reported', () => after(filed, issued).when(report()).then([reported]));
  it('is open again after a return', () =>
    after(filed, issued, reported, returned).when(report()).then([reported]));
  it('waits for its verification', () =>
    after(filed, issued, reported).when(report()).thenRejected('rectification-already-reported'));
  it('ends with acceptance', () =>
    after(filed, issued, reported, accepted).when(report()).thenRejected('rectification-already-accepted'));
  it('needs an issued notice', () => after(filed).when(report()).thenRejected('notice-not-issued'));
  it('needs the signature of the main leader', () =>
    after(filed, issued)
      .when(report({ signedByMainLeader: false }))
      .thenRejected('report-not-signed'));
  it('is for named units', () =>
    after(filed, issued)
      .when(report({ unitId: 'unit-c' }))
      .thenRejected('unit-not-named'));
  it('refuses dates before the issue and in the future', () => {
    after(filed, issued)
      .when(report({ reportedOn: '2021-05-20' }))
      .thenRejected('report-before-issue');
    after(filed, issued)
      .when(report({ reportedOn: '2021-06-02' }))
      .thenRejected('date-in-future');
  });
  it('has no place in a commendation', () => {
    const praise = { ...filed, data: { ...draft, kind: 'commendation' as const } };
    after(praise, issued).when(report()).thenRejected('notice-is-no-criticism');
  });
});

describe('verifying a rectification', () => {
  it('accepts it', () => after(filed, issued, reported).when(verify()).then([accepted]));
  it('accepted again stays as it is', () =>
    after(filed, issued, reported, accepted).when(verify()).thenNothing());
  it('returns it with a new deadline', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned', shortcomings: '仍有缺岗', rectifyBy: '2021-06-10' }))
      .then([returned]);
  });
  it('returns nothing without deadline and shortcomings', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned' }))
      .thenRejected('return-needs-deadline-and-shortcomings');
  });
  it('needs a report', () => after(filed, issued).when(verify()).thenRejected('nothing-to-verify'));
  it('is never done by the reporter', () =>
    after(filed, issued, reported)
      .when(verify({}, { actor: 'unit-a-1' }))
      .thenRejected('verifier-is-reporter'));
  it('is never done by a unit', () =>
    after(filed, issued, reported)
      .when(verify({}, { role: 'unit', actorUnitId: 'unit-a' }))
      .thenRejected('verifier-is-responsible-unit'));
  it('refuses dates before the report and in the future', () => {
    after(filed, issued, reported)
      .when(verify({ verifiedOn: '2021-05-24' }))
      .thenRejected('verified-before-report');
    after(filed, issued, reported)
      .when(verify({ verifiedOn: '2021-06-02' }))
      .thenRejected('date-in-future');
  });
});

describe('withdrawing a circulation notice', () => {
  it('keeps its number', () => after(filed, issued).when(withdraw()).then([withdrawn]));
  it('again stays as it is', () => after(filed, issued, withdrawn).when(withdraw()).thenNothing());
  it('needs an issued notice', () => after(filed).when(withdraw()).thenRejected('notice-not-issued'));
  it('ends its rectifications', () =>
    after(filed, issued, withdrawn).when(report()).thenRejected('notice-withdrawn'));
  it('refuses dates before the issue and in the future', () => {
    after(filed, issued).when(withdraw('2021-05-20')).thenRejected('withdrawn-before-issue');
    after(filed, issued).when(withdraw('2021-06-02')).thenRejected('date-in-future');
  });
});
