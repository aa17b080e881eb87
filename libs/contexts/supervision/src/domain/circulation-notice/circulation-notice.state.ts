import type { CirculationNoticeEvent, CirculationNoticeFiled } from './circulation-notice.events.js';

/** How far one named unit is with putting things right. */
export type Rectification =
  | { readonly status: 'open'; readonly rectifyBy?: string; readonly overdue?: true }
  | { readonly status: 'reported'; readonly reportedBy: string; readonly reportedOn: string }
  | { readonly status: 'accepted'; readonly verifiedOn: string };

export type CirculationNotice =
  | { readonly status: 'unfiled' }
  | { readonly status: 'filed'; readonly draft: CirculationNoticeFiled['data'] }
  | IssuedNotice
  | {
      readonly status: 'withdrawn';
      readonly draft: CirculationNoticeFiled['data'];
      readonly withdrawnOn: string;
    };

export interface IssuedNotice {
  readonly status: 'issued';
  readonly draft: CirculationNoticeFiled['data'];
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly rectifications: ReadonlyMap<string, Rectification>;
}

export const unfiled: CirculationNotice = { status: 'unfiled' };

export function evolve(notice: CirculationNotice, event: CirculationNoticeEvent): CirculationNotice {
  switch (event.type) {
    case 'CirculationNoticeFiled':
      return { status: 'filed', draft: event.data };
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
    case 'RectificationReturned':
      return rectify(notice, event.data.unitId, { status: 'open', rectifyBy: event.data.rectifyBy });
    case 'RectificationOverdue': {
      const { unitIds, rectifyBy } = event.data;
      const overdue: Rectification = { status: 'open', rectifyBy, overdue: true };
      return unitIds.reduce((marked, unitId) => rectify(marked, unitId, overdue), notice);
    }
    case 'CirculationNoticeWithdrawn':
      return notice.status === 'issued'
        ? { status: 'withdrawn', draft: notice.draft, withdrawnOn: event.data.withdrawnOn }
        : notice;
  }
}

function rectify(notice: CirculationNotice, unitId: string, rectification: Rectification): CirculationNotice {
  if (notice.status !== 'issued') return notice;
  return { ...notice, rectifications: new Map(notice.rectifications).set(unitId, rectification) };
}
