import type { WithdrawCirculationNotice } from './circulation-notice.commands.js';
import type { CirculationNoticeEvent, CirculationNoticeFiled } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';
import { type CirculationNotice, dayOf, type IssuedNotice } from './circulation-notice.state.js';

/** An issued notice keeps its number and counts no more; a draft goes as quietly as it came. */
export function withdraw(
  command: WithdrawCirculationNotice,
  notice: CirculationNotice,
): readonly CirculationNoticeEvent[] {
  const { withdrawnOn } = command.data;
  if (notice.status === 'unfiled') throw rejected('notice-not-filed');
  if (notice.status === 'withdrawn') {
    if (notice.withdrawnOn === withdrawnOn) return [];
    throw rejected('notice-withdrawn');
  }
  if (withdrawnOn > command.context.today) throw rejected('date-in-future', { pointer: '/withdrawnOn' });
  return [notice.status === 'filed' ? draftWithdrawn(command, notice.draft) : withdrawn(command, notice)];
}

function draftWithdrawn(
  { data, context }: WithdrawCirculationNotice,
  { filedOn }: CirculationNoticeFiled['data'],
): CirculationNoticeEvent {
  const { noticeId, withdrawnOn } = data;
  if (filedOn !== undefined && withdrawnOn < filedOn)
    throw rejected('withdrawn-before-filing', { pointer: '/withdrawnOn', filedOn });
  return {
    type: 'CirculationNoticeDraftWithdrawn',
    data: { noticeId, withdrawnOn, ...(withdrawnOn < context.today && { backEntry: true }) },
  };
}

function withdrawn(
  { data, context }: WithdrawCirculationNotice,
  { draft, documentNumber, issuedOn, rectifications }: IssuedNotice,
): CirculationNoticeEvent {
  const { noticeId, withdrawnOn } = data;
  if (withdrawnOn < issuedOn) throw rejected('withdrawn-before-issue', { pointer: '/withdrawnOn' });
  const lastStepOn = [...rectifications.values()].map(dayOf).toSorted().at(-1) ?? '';
  if (withdrawnOn < lastStepOn)
    throw rejected('withdrawn-before-rectification', { pointer: '/withdrawnOn', lastStepOn });
  const { jurisdiction, kind } = draft;
  const units = draft.entries.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
  return {
    type: 'CirculationNoticeWithdrawn',
    data: {
      noticeId,
      jurisdiction,
      kind,
      withdrawnOn,
      issuedOn,
      documentNumber,
      units,
      ...(withdrawnOn < context.today && { backEntry: true }),
    },
  };
}
