import type {
  WithdrawCirculationNotice,
  WithdrawCirculationNoticeDraft,
} from './circulation-notice.commands.js';
import type { CirculationNoticeEvent } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import { type CirculationNotice, dayOf, draftOf, issuedOf } from './circulation-notice.state.js';

/** It keeps its number and counts no more. */
export function withdraw(
  { data, context }: WithdrawCirculationNotice,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  const { noticeId, withdrawnOn } = data;
  if (notice.status === 'withdrawn' && notice.wasIssued && notice.withdrawnOn === withdrawnOn) return [];
  const { draft, documentNumber, issuedOn, rectifications } = issuedOf(notice);
  refuseFuture(withdrawnOn, context.today);
  if (withdrawnOn < issuedOn) throw rejected('withdrawn-before-issue', { pointer: '/withdrawnOn' });
  const lastStepOn = [...rectifications.values()].map(dayOf).toSorted().at(-1) ?? '';
  if (withdrawnOn < lastStepOn)
    throw rejected('withdrawn-before-rectification', { pointer: '/withdrawnOn', lastStepOn });
  const { jurisdiction, kind } = draft;
  const units = draft.entries.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
  const late = withdrawnOn < context.today && { backEntry: true as const };
  const told = { noticeId, jurisdiction, kind, withdrawnOn, issuedOn, documentNumber, units, ...late };
  return [{ type: 'CirculationNoticeWithdrawn', data: told }];
}

/** A draft goes as quietly as it came. */
export function withdrawDraft(
  { data, context }: WithdrawCirculationNoticeDraft,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  const { noticeId, withdrawnOn } = data;
  if (notice.status === 'withdrawn' && !notice.wasIssued && notice.withdrawnOn === withdrawnOn) return [];
  const { filedOn } = draftOf(notice);
  refuseFuture(withdrawnOn, context.today);
  if (filedOn !== undefined && withdrawnOn < filedOn)
    throw rejected('withdrawn-before-filing', { pointer: '/withdrawnOn', filedOn });
  const late = withdrawnOn < context.today && { backEntry: true as const };
  return [{ type: 'CirculationNoticeDraftWithdrawn', data: { noticeId, withdrawnOn, ...late } }];
}

function refuseFuture(withdrawnOn: string, today: string): void {
  if (withdrawnOn > today) throw rejected('date-in-future', { pointer: '/withdrawnOn' });
}
