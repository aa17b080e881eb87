import type { CommandContext } from '#platform/event-sourcing';
import { given, testContext } from '#platform/testing';
import {
  AmendCirculationNotice,
  FileCirculationNotice,
  IssueCirculationNotice,
  MarkRectificationOverdue,
  ReportRectification,
  VerifyRectification,
  WithdrawCirculationNotice,
  WithdrawCirculationNoticeDraft,
} from '../src/domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  type ReservedForNotice,
} from '../src/domain/circulation-notice/circulation-notice.decider.js';
import type * as Events from '../src/domain/circulation-notice/circulation-notice.events.js';

export const noticeId = 'notice-1';
export const draft: FileCirculationNotice['data'] = {
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
export const number: ReservedForNotice = { documentNumber: '示文明〔2021〕6号', text: '示文明[2021]6号' };
export const units = [
  { unitId: 'unit-a', personTimes: 2 },
  { unitId: 'unit-b', personTimes: 1 },
];
/** The day before the notice is issued. */
const FILED_ON = '2021-05-20';
export const filed: Events.CirculationNoticeFiled = {
  type: 'CirculationNoticeFiled',
  data: { ...draft, filedOn: FILED_ON },
};
export const amendment: AmendCirculationNotice['data'] = {
  noticeId,
  jurisdiction: '990100',
  kind: 'commendation',
  title: '五月文明交通劝导情况通报（修改稿）',
  issuers: ['示例市文明办', '示例市教育局'],
  audience: 'system',
  period: { from: '2021-05-01', to: '2021-05-19' },
  entries: [{ unitId: 'unit-c', personTimes: 3, findings: [] }],
};
export const amended: Events.CirculationNoticeAmended = {
  type: 'CirculationNoticeAmended',
  data: { ...amendment, filedOn: '2021-05-22' },
};
export const issued: Events.CirculationNoticeIssued = {
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
export const reported: Events.RectificationReported = {
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
export const accepted: Events.RectificationAccepted = {
  type: 'RectificationAccepted',
  data: { noticeId, unitId: 'unit-a', verifiedOn: '2021-05-27' },
};
export const returned: Events.RectificationReturned = {
  type: 'RectificationReturned',
  data: {
    noticeId,
    unitId: 'unit-a',
    verifiedOn: '2021-05-27',
    shortcomings: '仍有缺岗',
    rectifyBy: '2021-06-10',
  },
};
export const overdue: Events.RectificationOverdue = {
  type: 'RectificationOverdue',
  data: {
    noticeId,
    jurisdiction: '990100',
    documentNumber: number.documentNumber,
    rectifyBy: '2021-05-28',
    overdueFrom: '2021-05-29',
    unitIds: ['unit-a', 'unit-b'],
  },
};
export const withdrawn: Events.CirculationNoticeWithdrawn = {
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
export const draftWithdrawn: Events.CirculationNoticeDraftWithdrawn = {
  type: 'CirculationNoticeDraftWithdrawn',
  data: { noticeId, withdrawnOn: '2021-05-30' },
};

export const file = (changes: Partial<typeof draft> = {}) =>
  new FileCirculationNotice({ ...draft, ...changes }, testContext({ today: FILED_ON }));
export const amend = (changes: Partial<typeof draft> = {}) =>
  new AmendCirculationNotice({ ...amendment, ...changes }, testContext({ today: '2021-05-22' }));
export const issue = (issuedOn = '2021-05-21', reason?: string) =>
  new IssueCirculationNotice({ noticeId, issuedOn }, testContext({ reason }));
/** On the day the paper is dated, unless it says otherwise. */
export const report = (changes = {}, by: Partial<CommandContext> = {}) =>
  new ReportRectification(
    {
      noticeId,
      unitId: 'unit-a',
      measures: '增派人员',
      reportedOn: '2021-05-25',
      signedByMainLeader: true,
      ...changes,
    },
    testContext({ actor: 'unit-a-1', role: 'unit', actorUnitId: 'unit-a', today: '2021-05-25', ...by }),
  );
export const verify = (changes = {}, by: Partial<CommandContext> = {}) =>
  new VerifyRectification(
    { noticeId, unitId: 'unit-a', verifiedOn: '2021-05-27', outcome: 'accepted', ...changes },
    testContext({ today: '2021-05-27', ...by }),
  );
export const markOverdue = (rectifyBy = '2021-05-28', overdueFrom = '2021-05-29') =>
  new MarkRectificationOverdue(
    { noticeId, rectifyBy, overdueFrom },
    testContext({ actor: 'process:rectification-deadline', role: 'system' }),
  );
export const withdraw = (withdrawnOn = '2021-05-30', today = '2021-05-30') =>
  new WithdrawCirculationNotice({ noticeId, withdrawnOn }, testContext({ today }));
export const withdrawDraft = (withdrawnOn = '2021-05-30', today = '2021-05-30') =>
  new WithdrawCirculationNoticeDraft({ noticeId, withdrawnOn }, testContext({ today }));

/** given(history).when(command), with the number the register keeps for the notice. */
export const after = (...history: Events.CirculationNoticeEvent[]) => ({
  when: (command: Parameters<typeof circulationNotice.decide>[0]) =>
    given(circulationNotice, history).when(command, number),
});
