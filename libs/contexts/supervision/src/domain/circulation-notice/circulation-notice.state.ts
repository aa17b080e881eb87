import type { CirculationNoticeEvent, CirculationNoticeFiled } from './circulation-notice.events.js';
import { rejected } from './circulation-notice.rejections.js';

/** How far one named unit is with putting things right. */
export type Rectification =
  | {
      readonly status: 'open';
      readonly rectifyBy?: string;
      readonly overdue?: true;
      /** The day an earlier report was returned. */
      readonly returnedOn?: string;
    }
  | { readonly status: 'reported'; readonly reportedBy: string; readonly reportedOn: string }
  | { readonly status: 'accepted'; readonly verifiedOn: string };

/** The day of its last step; empty while there was none. */
export function dayOf(rectification: Rectification): string {
  switch (rectification.status) {
    case 'open':
      return rectification.returnedOn ?? '';
    case 'reported':
      return rectification.reportedOn;
    case 'accepted':
      return rectification.verifiedOn;
  }
}

export type CirculationNotice =
  | { readonly status: 'unfiled' }
  | { readonly status: 'filed'; readonly draft: CirculationNoticeFiled['data'] }
  | IssuedNotice
  | {
      readonly status: 'withdrawn';
      readonly draft: CirculationNoticeFiled['data'];
      readonly withdrawnOn: string;
      /** Else it went as a draft. */
      readonly wasIssued: boolean;
    };

export interface IssuedNotice {
  readonly status: 'issued';
  readonly draft: CirculationNoticeFiled['data'];
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly rectifications: ReadonlyMap<string, Rectification>;
}

export const unfiled: CirculationNotice = { status: 'unfiled' };

/** Throws where it is issued or withdrawn, or was never filed. */
export function draftOf(notice: CirculationNotice): CirculationNoticeFiled['data'] {
  if (notice.status === 'unfiled') throw rejected('notice-not-filed');
  if (notice.status === 'withdrawn') throw rejected('notice-withdrawn');
  if (notice.status === 'issued')
    throw rejected('notice-already-issued', { documentNumber: notice.documentNumber });
  return notice.draft;
}

/** Throws where it is not, or is withdrawn; a withdrawn draft answers as a draft does: a unit is told of neither. */
export function issuedOf(notice: CirculationNotice): IssuedNotice {
  if (notice.status === 'withdrawn' && notice.wasIssued) throw rejected('notice-withdrawn');
  if (notice.status !== 'issued') throw rejected('notice-not-issued');
  return notice;
}

export function evolve(notice: CirculationNotice, event: CirculationNoticeEvent): CirculationNotice {
  switch (event.type) {
    case 'CirculationNoticeFiled':
      return { status: 'filed', draft: event.data };
    case 'CirculationNoticeAmended':
      return notice.status === 'filed' ? { status: 'filed', draft: event.data } : notice;
    case 'CirculationNoticeIssued': {
      if (notice.status !== 'filed') return notice;
      const { documentNumber, issuedOn, rectifyBy, units } = event.data;
      const open: Rectification = { status: 'open', ...(rectifyBy && { rectifyBy }) };
      const rectifications = new Map(units.map(({ unitId }) => [unitId, open]));
      return { status: 'issued', draft: notice.draft, documentNumber, issuedOn, rectifications };
    }
    case 'RectificationReported':
      return rectify(notice, event.data.unitId, {
        status: 'reported',
        reportedBy: event.data.reportedBy,
        reportedOn: event.data.reportedOn,
      });
    case 'RectificationAccepted':
      return rectify(notice, event.data.unitId, { status: 'accepted', verifiedOn: event.data.verifiedOn });
    case 'RectificationReturned': {
      const { unitId, rectifyBy, verifiedOn: returnedOn } = event.data;
      return rectify(notice, unitId, { status: 'open', rectifyBy, returnedOn });
    }
    case 'RectificationOverdue':
      return event.data.unitIds.reduce(markedOverdue, notice);
    case 'CirculationNoticeWithdrawn':
    case 'CirculationNoticeDraftWithdrawn': {
      if (notice.status !== 'issued' && notice.status !== 'filed') return notice;
      const { draft, status } = notice;
      const { withdrawnOn } = event.data;
      return { status: 'withdrawn', draft, withdrawnOn, wasIssued: status === 'issued' };
    }
  }
}

function markedOverdue(notice: CirculationNotice, unitId: string): CirculationNotice {
  const open = notice.status === 'issued' ? notice.rectifications.get(unitId) : undefined;
  return open?.status === 'open' ? rectify(notice, unitId, { ...open, overdue: true }) : notice;
}

function rectify(notice: CirculationNotice, unitId: string, rectification: Rectification): CirculationNotice {
  if (notice.status !== 'issued') return notice;
  return { ...notice, rectifications: new Map(notice.rectifications).set(unitId, rectification) };
}
