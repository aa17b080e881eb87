import type { Decider } from '#platform/event-sourcing';
import type {
  CirculationNoticeCommand,
  FileCirculationNotice,
  IssueCirculationNotice,
} from './circulation-notice.commands.js';
import type { CirculationNoticeEvent, CirculationNoticeFiled } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import { markOverdue, report, verify } from './circulation-notice.rectification.js';
import { type CirculationNotice, evolve, type IssuedNotice, unfiled } from './circulation-notice.state.js';
import { withdraw } from './circulation-notice.withdrawal.js';

/** The number the register has reserved for this notice. */
export interface ReservedForNotice {
  readonly documentNumber: string;
  readonly text: string;
}

export const circulationNoticeStream = (noticeId: string): string => `supervision.notice-${noticeId}`;

/**
 * A circulation notice (通报): filed, issued with a number, each named unit rectifies in time or is marked overdue, and
 * somebody else verifies; withdrawn it keeps its number and counts no more. A draft can be withdrawn, too.
 */
export const circulationNotice: Decider<
  CirculationNoticeCommand,
  CirculationNotice,
  CirculationNoticeEvent,
  ReservedForNotice | null
> = {
  initialState: unfiled,
  decide(command, notice, number) {
    switch (command.type) {
      case 'FileCirculationNotice':
        return file(command, notice);
      case 'IssueCirculationNotice':
        return issue(command, notice, number);
      case 'ReportRectification':
        return report(command, issued(notice));
      case 'VerifyRectification':
        return verify(command, issued(notice));
      case 'MarkRectificationOverdue':
        return notice.status === 'withdrawn' ? [] : markOverdue(command, issued(notice));
      case 'WithdrawCirculationNotice':
        return withdraw(command, notice);
    }
  },
  evolve,
};

function file(
  { data, context }: FileCirculationNotice,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  if (notice.status !== 'unfiled') throw rejected('notice-already-filed');
  const { kind, period, issuers, rectifyBy } = data;
  if (period.to < period.from) throw rejected('period-ends-before-start', { pointer: '/period/to' });
  const twice = issuers.findIndex((issuer, index) => issuers.indexOf(issuer) < index);
  if (twice >= 0) throw rejected('issuer-named-twice', { pointer: `/issuers/${twice}` });
  checkEntries(data, context.today);
  if (rectifyBy !== undefined && kind !== 'criticism')
    throw rejected('notice-is-no-criticism', { pointer: '/rectifyBy' });
  if (rectifyBy !== undefined && rectifyBy < period.to)
    throw rejected('rectify-by-before-period-end', { pointer: '/rectifyBy' });
  return [{ type: 'CirculationNoticeFiled', data: { ...data, filedOn: context.today } }];
}

/** Each unit once, and nothing found on a day that has not come or that the notice is not about. */
function checkEntries({ period, entries }: FileCirculationNotice['data'], today: string): void {
  const named = new Set<string>();
  for (const [index, { unitId, findings }] of entries.entries()) {
    if (named.has(unitId))
      throw rejected('unit-named-twice', { unitId, pointer: `/entries/${index}/unitId` });
    named.add(unitId);
    for (const [place, { on }] of findings.entries()) {
      const pointer = `/entries/${index}/findings/${place}/on`;
      if (on < period.from || on > period.to) throw rejected('finding-outside-period', { pointer });
      if (on > today) throw rejected('date-in-future', { pointer });
    }
  }
}

/** Checked before a number is reserved and again, with the number, when it is issued. */
function issue(
  { data, context }: IssueCirculationNotice,
  notice: CirculationNotice,
  number: ReservedForNotice | null,
): readonly CirculationNoticeEvent[] {
  const { noticeId, jurisdiction, kind, title, audience, period, rectifyBy, entries, filedOn } =
    draftToIssue(notice);
  const { issuedOn } = data;
  if (issuedOn > context.today) throw rejected('date-in-future', { pointer: '/issuedOn' });
  if (issuedOn < period.to)
    throw rejected('issued-before-period-end', { pointer: '/issuedOn', periodTo: period.to });
  if (rectifyBy !== undefined && rectifyBy < issuedOn)
    throw rejected('rectify-by-before-issue', { pointer: '/issuedOn', rectifyBy });
  const backEntry = filedOn !== undefined && issuedOn < filedOn;
  if (backEntry && !context.reason)
    throw rejected('back-entry-needs-reason', { pointer: '/reason', filedOn });
  if (!number) return [];
  const units = entries.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
  const { documentNumber, text: documentNumberText } = number;
  const due = rectifyBy === undefined ? {} : { rectifyBy };
  return [
    {
      type: 'CirculationNoticeIssued',
      data: {
        noticeId,
        jurisdiction,
        kind,
        title,
        documentNumber,
        documentNumberText,
        issuedOn,
        ...due,
        audience,
        units,
        ...(backEntry && { backEntry }),
      },
    },
  ];
}

function draftToIssue(notice: CirculationNotice): CirculationNoticeFiled['data'] {
  if (notice.status === 'unfiled') throw rejected('notice-not-filed');
  if (notice.status === 'withdrawn') throw rejected('notice-withdrawn');
  if (notice.status === 'issued')
    throw rejected('notice-already-issued', { documentNumber: notice.documentNumber });
  return notice.draft;
}

/** A withdrawn draft answers as a draft does: a unit is told of neither. */
function issued(notice: CirculationNotice): IssuedNotice {
  if (notice.status === 'withdrawn' && notice.wasIssued) throw rejected('notice-withdrawn');
  if (notice.status !== 'issued') throw rejected('notice-not-issued');
  return notice;
}
