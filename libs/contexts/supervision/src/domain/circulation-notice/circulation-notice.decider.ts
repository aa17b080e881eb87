import type { Decider } from '#platform/event-sourcing';
import type { CirculationNoticeCommand, IssueCirculationNotice } from './circulation-notice.commands.js';
import { amend, file } from './circulation-notice.draft.js';
import type { CirculationNoticeEvent } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import { markOverdue, report, verify } from './circulation-notice.rectification.js';
import { type CirculationNotice, draftOf, evolve, issuedOf, unfiled } from './circulation-notice.state.js';
import { withdraw, withdrawDraft } from './circulation-notice.withdrawal.js';

/** The number the register has reserved for this notice. */
export interface ReservedForNotice {
  readonly documentNumber: string;
  readonly text: string;
}

export const circulationNoticeStream = (noticeId: string): string => `supervision.notice-${noticeId}`;

/**
 * A circulation notice (通报): filed, issued with a number, each named unit rectifies in time or is marked overdue, and
 * somebody else verifies; withdrawn it keeps its number and counts no more. A draft can be amended and withdrawn, too.
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
      case 'AmendCirculationNotice':
        return amend(command, notice);
      case 'IssueCirculationNotice':
        return issue(command, notice, number);
      case 'ReportRectification':
        return report(command, issuedOf(notice));
      case 'VerifyRectification':
        return verify(command, issuedOf(notice));
      case 'MarkRectificationOverdue':
        return notice.status === 'withdrawn' ? [] : markOverdue(command, issuedOf(notice));
      case 'WithdrawCirculationNotice':
        return withdraw(command, notice);
      case 'WithdrawCirculationNoticeDraft':
        return withdrawDraft(command, notice);
    }
  },
  evolve,
};

/** Checked before a number is reserved and again, with the number, when it is issued. */
function issue(
  { data, context }: IssueCirculationNotice,
  notice: CirculationNotice,
  number: ReservedForNotice | null,
): readonly CirculationNoticeEvent[] {
  const { noticeId, jurisdiction, kind, title, audience, period, rectifyBy, entries, filedOn } =
    draftOf(notice);
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
