import type { CommandContext } from '#platform/event-sourcing';
import type {
  MarkRectificationOverdue,
  ReportRectification,
  VerifyRectification,
} from './circulation-notice.commands.js';
import type { CirculationNoticeEvent } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import type { IssuedNotice, Rectification } from './circulation-notice.state.js';

function rectificationOf(notice: IssuedNotice, unitId: string): Rectification {
  if (notice.draft.kind !== 'criticism') throw rejected('notice-is-no-criticism');
  const rectification = notice.rectifications.get(unitId);
  if (!rectification) throw rejected('unit-not-named', { unitId });
  return rectification;
}

/** The unit reports what it has put right. */
export function report(
  { data, context }: ReportRectification,
  notice: IssuedNotice,
): readonly CirculationNoticeEvent[] {
  const rectification = rectificationOf(notice, data.unitId);
  if (rectification.status === 'accepted') throw rejected('rectification-already-accepted');
  if (rectification.status === 'reported') throw rejected('rectification-already-reported');
  if (!data.signedByMainLeader) throw rejected('report-not-signed', { pointer: '/signedByMainLeader' });
  if (data.reportedOn > context.today) throw rejected('date-in-future', { pointer: '/reportedOn' });
  if (data.reportedOn < notice.issuedOn) throw rejected('report-before-issue', { pointer: '/reportedOn' });
  const { returnedOn } = rectification;
  if (returnedOn !== undefined && data.reportedOn < returnedOn)
    throw rejected('report-before-return', { pointer: '/reportedOn', returnedOn });
  const backEntry = isEnteredLate(data.reportedOn, context);
  refuseOwnAcquittal(data, context, rectification);
  return [
    {
      type: 'RectificationReported',
      data: {
        ...data,
        reportedBy: context.actor,
        signedByMainLeader: true,
        ...(backEntry && { backEntry }),
      },
    },
  ];
}

/** Throws without a reason for it. */
function isEnteredLate(on: string, { today, reason }: CommandContext): boolean {
  if (on >= today) return false;
  if (!reason) throw rejected('back-entry-needs-reason', { pointer: '/reason' });
  return true;
}

/** A unit that was found overdue does not undo that by dating its report: its office may, with the paper before it. */
function refuseOwnAcquittal(
  { unitId, reportedOn }: ReportRectification['data'],
  context: CommandContext,
  { overdue, rectifyBy }: Extract<Rectification, { status: 'open' }>,
): void {
  if (overdue && rectifyBy !== undefined && reportedOn <= rectifyBy && isOfUnit(context, unitId))
    throw rejected('deadline-is-over', { pointer: '/reportedOn', rectifyBy });
}

const isOfUnit = ({ role, actorUnitId }: CommandContext, unitId: string): boolean =>
  role === 'unit' || actorUnitId === unitId;

/** Somebody else looks back: accepted, or returned with a new deadline. */
export function verify(
  { data, context }: VerifyRectification,
  notice: IssuedNotice,
): readonly CirculationNoticeEvent[] {
  const { noticeId, unitId, verifiedOn, outcome, shortcomings, rectifyBy } = data;
  const rectification = rectificationOf(notice, unitId);
  if (
    rectification.status === 'accepted' &&
    outcome === 'accepted' &&
    rectification.verifiedOn === verifiedOn
  )
    return [];
  if (rectification.status === 'accepted') throw rejected('rectification-already-accepted');
  if (rectification.status !== 'reported') throw rejected('nothing-to-verify');
  // 回头看: written and sham rectification is the known failure, so never the reporter, never the unit itself.
  if (isOfUnit(context, unitId)) throw rejected('verifier-is-responsible-unit');
  if (rectification.reportedBy === context.actor) throw rejected('verifier-is-reporter');
  if (verifiedOn > context.today) throw rejected('date-in-future', { pointer: '/verifiedOn' });
  if (verifiedOn < rectification.reportedOn)
    throw rejected('verified-before-report', { pointer: '/verifiedOn' });
  const late = verifiedOn < context.today ? ({ backEntry: true } as const) : {};
  if (outcome === 'accepted') {
    if (shortcomings !== undefined)
      throw rejected('accepted-with-shortcomings', { pointer: '/shortcomings' });
    if (rectifyBy !== undefined) throw rejected('accepted-with-shortcomings', { pointer: '/rectifyBy' });
    return [{ type: 'RectificationAccepted', data: { noticeId, unitId, verifiedOn, ...late } }];
  }
  if (shortcomings === undefined)
    throw rejected('return-needs-deadline-and-shortcomings', { pointer: '/shortcomings' });
  if (rectifyBy === undefined || rectifyBy < verifiedOn)
    throw rejected('return-needs-deadline-and-shortcomings', { pointer: '/rectifyBy' });
  return [
    {
      type: 'RectificationReturned',
      data: { noticeId, unitId, verifiedOn, shortcomings, rectifyBy, ...late },
    },
  ];
}

/** The deadline is over: whoever has not reported by then is overdue, once for each deadline. */
export function markOverdue(
  { data, context }: MarkRectificationOverdue,
  notice: IssuedNotice,
): readonly CirculationNoticeEvent[] {
  const { noticeId, rectifyBy, overdueFrom } = data;
  if (context.today < overdueFrom) throw rejected('deadline-not-over', { rectifyBy });
  const unitIds = [...notice.rectifications]
    .filter(([, each]) => each.status === 'open' && each.rectifyBy === rectifyBy && !each.overdue)
    .map(([unitId]) => unitId);
  if (unitIds.length === 0) return [];
  const { documentNumber, draft } = notice;
  const { jurisdiction } = draft;
  return [
    {
      type: 'RectificationOverdue',
      data: { noticeId, jurisdiction, documentNumber, rectifyBy, overdueFrom, unitIds },
    },
  ];
}
