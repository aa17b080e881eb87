import type { CirculationNoticeEvent } from '../domain/circulation-notice/circulation-notice.events.js';
import type { CirculationNotice } from '../domain/circulation-notice/circulation-notice.state.js';

/**
 * How a notice stands, for a caller whose If-Match is stale. A token that speaks for a unit is told of that unit
 * alone, and of a draft not that it is withdrawn; the draft is on the notice's own route, for those who may read it.
 */
export function noticeStanding(notice: CirculationNotice, unitId?: string): object {
  const { status } = notice;
  switch (status) {
    case 'unfiled':
    case 'filed':
      return { status };
    case 'withdrawn':
      if (!notice.wasIssued && unitId !== undefined) return { status: 'filed' };
      return { status, withdrawnOn: notice.withdrawnOn };
    case 'issued': {
      const { documentNumber, issuedOn, rectifications } = notice;
      const told = [...rectifications].filter(([named]) => unitId === undefined || named === unitId);
      return { status, documentNumber, issuedOn, rectifications: Object.fromEntries(told) };
    }
  }
}

const OF_DRAFTS: ReadonlySet<CirculationNoticeEvent['type']> = new Set([
  'CirculationNoticeAmended',
  'CirculationNoticeDraftWithdrawn',
]);

/** Whether a token that speaks for a unit is told of a later event: not of what other units or drafts come to. */
export const concerns = ({ type, data }: CirculationNoticeEvent, unitId?: string): boolean =>
  unitId === undefined || ('unitId' in data ? data.unitId === unitId : !OF_DRAFTS.has(type));
