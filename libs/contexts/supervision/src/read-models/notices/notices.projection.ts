import type { Projection, ProjectionEvent } from '#platform/projections';
import type {
  CirculationNoticeEvent,
  CirculationNoticeFiled,
  CirculationNoticeIssued,
  RectificationAccepted,
} from '../../domain/circulation-notice/circulation-notice.events.js';

export interface NoticeRow extends Readonly<CirculationNoticeFiled['data']> {
  readonly status: 'filed' | 'issued' | 'withdrawn';
  readonly documentNumber?: string;
  readonly documentNumberText?: string;
  readonly issuedOn?: string;
  readonly withdrawnOn?: string;
  readonly withdrawnReason?: string;
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
  /** The last step was entered after its day. */
  readonly backEntry?: true;
  /** Why, in the words of whoever entered it. */
  readonly backEntryReason?: string;
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
  version: 5,
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
    return later(row, event);
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
  { type, data, at }: Exclude<Event, { type: 'CirculationNoticeFiled' }>,
): NoticeRow {
  switch (type) {
    case 'CirculationNoticeIssued':
      return issued(row, data, at);
    case 'RectificationReported':
      return rectified(row, data.unitId, {
        status: 'reported',
        reportedOn: data.reportedOn,
        measures: data.measures,
        ...lateness(data, at),
      });
    case 'RectificationAccepted':
      return rectified(row, data.unitId, accepted(data, at));
    case 'RectificationReturned':
      return rectified(row, data.unitId, {
        status: 'open',
        rectifyBy: data.rectifyBy,
        shortcomings: data.shortcomings,
        ...lateness(data, at),
      });
    case 'RectificationOverdue': {
      const { rectifyBy, unitIds } = data;
      const overdue: NoticeRectification = { status: 'open', rectifyBy, overdue: true };
      return unitIds.reduce((marked, unitId) => rectified(marked, unitId, overdue), row);
    }
    case 'CirculationNoticeWithdrawn':
      return {
        ...row,
        status: 'withdrawn',
        withdrawnOn: data.withdrawnOn,
        ...reasonOf('withdrawnReason', at),
      };
  }
}

const accepted = (
  { verifiedOn, ...data }: RectificationAccepted['data'],
  at: Event['at'],
): NoticeRectification => ({
  status: 'accepted',
  verifiedOn,
  ...lateness(data, at),
});

function issued(row: NoticeRow, data: CirculationNoticeIssued['data'], at: Event['at']): NoticeRow {
  const { documentNumber, documentNumberText, issuedOn, rectifyBy, units, kind } = data;
  const open: NoticeRectification = { status: 'open', ...(rectifyBy && { rectifyBy }) };
  const named = kind === 'criticism' ? units : [];
  const rectifications = Object.fromEntries(named.map(({ unitId }) => [unitId, open]));
  const number = { documentNumber, documentNumberText };
  return { ...row, status: 'issued', ...number, issuedOn, rectifications, ...lateness(data, at) };
}

/** Metadata is parsed when it is asked for: hardly an event is entered late. */
const lateness = (
  { backEntry }: { readonly backEntry?: true },
  at: Event['at'],
): Pick<NoticeRectification, 'backEntry' | 'backEntryReason'> =>
  backEntry ? { backEntry, ...reasonOf('backEntryReason', at) } : {};

function reasonOf<Name extends string>(name: Name, { metadata }: Event['at']): Partial<Record<Name, string>> {
  const { reason } = metadata;
  return reason === undefined ? {} : ({ [name]: reason } as Record<Name, string>);
}

/** A later step keeps the measures and shortcomings of the steps before, unless it has its own. */
function rectified(row: NoticeRow, unitId: string, step: NoticeRectification): NoticeRow {
  const { measures, shortcomings } = row.rectifications[unitId] ?? {};
  const before = { ...(measures && { measures }), ...(shortcomings && { shortcomings }) };
  return { ...row, rectifications: { ...row.rectifications, [unitId]: { ...before, ...step } } };
}
