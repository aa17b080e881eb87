import type { Projection, ProjectionEvent } from '#platform/projections';
import type {
  CirculationNoticeEvent,
  CirculationNoticeFiled,
} from '../../domain/circulation-notice/circulation-notice.events.js';

export interface NoticeRow extends Readonly<CirculationNoticeFiled['data']> {
  readonly status: 'filed' | 'issued' | 'withdrawn';
  readonly documentNumber?: string;
  readonly documentNumberText?: string;
  readonly issuedOn?: string;
  readonly withdrawnOn?: string;
  readonly backEntry?: true;
  /** Why it was issued before the day it was filed, in the words of whoever issued it. */
  readonly backEntryReason?: string;
  /** By unit, of an issued criticism. */
  readonly rectifications: Readonly<Record<string, NoticeRectification>>;
}

export interface NoticeRectification {
  readonly status: 'open' | 'reported' | 'accepted';
  readonly rectifyBy?: string;
  /** The deadline is over and nothing has been reported. */
  readonly overdue?: true;
  readonly reportedOn?: string;
  readonly verifiedOn?: string;
  /** What the unit did, as it last reported. */
  readonly measures?: string;
  /** Why it was last returned. */
  readonly shortcomings?: string;
}

type Event = {
  [T in CirculationNoticeEvent['type']]: ProjectionEvent<
    T,
    Extract<CirculationNoticeEvent, { type: T }>['data']
  >;
}[CirculationNoticeEvent['type']];

/** Every notice with its state, by id. */
export const notices: Projection<NoticeRow, Event> = {
  name: 'notices',
  version: 3,
  handles: [
    'CirculationNoticeFiled',
    'CirculationNoticeIssued',
    'RectificationReported',
    'RectificationAccepted',
    'RectificationReturned',
    'RectificationOverdue',
    'CirculationNoticeWithdrawn',
  ],
  keysOf: ({ data }) => [data.noticeId],
  evolve(row, event) {
    if (event.type === 'CirculationNoticeFiled')
      return { ...event.data, status: 'filed', rectifications: {} };
    if (!row) throw new Error(`${event.type} of a notice that was never filed`);
    const next = later(row, event);
    if (event.type !== 'CirculationNoticeIssued' || !event.data.backEntry) return next;
    const { reason } = event.at.metadata;
    return { ...next, backEntry: true, ...(reason !== undefined && { backEntryReason: reason }) };
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    kind: ({ kind }) => kind,
    status: ({ status }) => status,
    issuedOn: ({ issuedOn }) => issuedOn ?? null,
  },
  trees: { kind: 'none' },
};

function later(
  row: NoticeRow,
  { type, data }: Exclude<Event, { type: 'CirculationNoticeFiled' }>,
): NoticeRow {
  switch (type) {
    case 'CirculationNoticeIssued': {
      const { documentNumber, documentNumberText, issuedOn, rectifyBy, units, kind } = data;
      const open: NoticeRectification = { status: 'open', ...(rectifyBy && { rectifyBy }) };
      const named = kind === 'criticism' ? units : [];
      const rectifications = Object.fromEntries(named.map(({ unitId }) => [unitId, open]));
      return { ...row, status: 'issued', documentNumber, documentNumberText, issuedOn, rectifications };
    }
    case 'RectificationReported':
      return rectified(row, data.unitId, {
        status: 'reported',
        reportedOn: data.reportedOn,
        measures: data.measures,
      });
    case 'RectificationAccepted':
      return rectified(row, data.unitId, { status: 'accepted', verifiedOn: data.verifiedOn });
    case 'RectificationReturned':
      return rectified(row, data.unitId, {
        status: 'open',
        rectifyBy: data.rectifyBy,
        shortcomings: data.shortcomings,
      });
    case 'RectificationOverdue': {
      const { rectifyBy, unitIds } = data;
      const overdue: NoticeRectification = { status: 'open', rectifyBy, overdue: true };
      return unitIds.reduce((marked, unitId) => rectified(marked, unitId, overdue), row);
    }
    case 'CirculationNoticeWithdrawn':
      return { ...row, status: 'withdrawn', withdrawnOn: data.withdrawnOn };
  }
}

/** A later step keeps the measures and shortcomings of the steps before, unless it has its own. */
function rectified(row: NoticeRow, unitId: string, step: NoticeRectification): NoticeRow {
  const { measures, shortcomings } = row.rectifications[unitId] ?? {};
  const before = { ...(measures && { measures }), ...(shortcomings && { shortcomings }) };
  return { ...row, rectifications: { ...row.rectifications, [unitId]: { ...before, ...step } } };
}
