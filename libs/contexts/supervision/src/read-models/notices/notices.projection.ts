import {
  lateEntry,
  type LateEntry,
  type Projection,
  type ProjectionEvent,
  reasonOf,
} from '#platform/projections';
import type {
  CirculationNoticeEvent,
  CirculationNoticeFiled,
  CirculationNoticeIssued,
} from '../../domain/circulation-notice/circulation-notice.events.js';

import {
  afterAcceptance,
  afterDeadline,
  afterReport,
  afterReturn,
  type NoticeRectification,
} from './notice-rectification.js';

/** A notice; the late entry is that of its issue, on a day before the one it was filed. */
export interface NoticeRow extends Readonly<CirculationNoticeFiled['data']>, LateEntry {
  readonly status: 'filed' | 'issued' | 'withdrawn';
  readonly documentNumber?: string;
  readonly documentNumberText?: string;
  /** Absent: it is a draft, or was one when it was withdrawn; only its office reads it. */
  readonly issuedOn?: string;
  readonly withdrawnOn?: string;
  readonly withdrawnReason?: string;
  /** By unit, of an issued criticism. */
  readonly rectifications: Readonly<Record<string, NoticeRectification>>;
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
  version: 7,
  handles: [
    'CirculationNoticeFiled',
    'CirculationNoticeAmended',
    'CirculationNoticeIssued',
    'RectificationReported',
    'RectificationAccepted',
    'RectificationReturned',
    'RectificationOverdue',
    'CirculationNoticeWithdrawn',
    'CirculationNoticeDraftWithdrawn',
  ],
  keysOf: ({ data }) => [data.noticeId],
  evolve(row, event) {
    if (event.type === 'CirculationNoticeFiled') return drafted(event.data);
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

const drafted = (draft: CirculationNoticeFiled['data']): NoticeRow => ({
  ...draft,
  status: 'filed',
  rectifications: {},
});

function later(
  row: NoticeRow,
  { type, data, at }: Exclude<Event, { type: 'CirculationNoticeFiled' }>,
): NoticeRow {
  switch (type) {
    case 'CirculationNoticeAmended':
      return drafted(data);
    case 'CirculationNoticeIssued':
      return issued(row, data, at);
    case 'RectificationReported':
      return rectified(row, data.unitId, (before) => afterReport(before, data, at));
    case 'RectificationAccepted':
      return rectified(row, data.unitId, (before) => afterAcceptance(before, data, at));
    case 'RectificationReturned':
      return rectified(row, data.unitId, (before) => afterReturn(before, data, at));
    case 'RectificationOverdue': {
      const { rectifyBy, unitIds } = data;
      const step: Step = (before) => afterDeadline(before, rectifyBy);
      return unitIds.reduce((marked, unitId) => rectified(marked, unitId, step), row);
    }
    case 'CirculationNoticeWithdrawn':
    case 'CirculationNoticeDraftWithdrawn':
      return {
        ...row,
        status: 'withdrawn',
        withdrawnOn: data.withdrawnOn,
        ...reasonOf('withdrawnReason', at),
      };
  }
}

function issued(row: NoticeRow, data: CirculationNoticeIssued['data'], at: Event['at']): NoticeRow {
  const { documentNumber, documentNumberText, issuedOn, rectifyBy, units, kind } = data;
  const open: NoticeRectification = { status: 'open', ...(rectifyBy && { rectifyBy }) };
  const named = kind === 'criticism' ? units : [];
  const rectifications = Object.fromEntries(named.map(({ unitId }) => [unitId, open]));
  const number = { documentNumber, documentNumberText };
  return { ...row, status: 'issued', ...number, issuedOn, rectifications, ...lateEntry(data, at) };
}

type Step = (before: NoticeRectification | undefined) => NoticeRectification;

const rectified = (row: NoticeRow, unitId: string, step: Step): NoticeRow => ({
  ...row,
  rectifications: { ...row.rectifications, [unitId]: step(row.rectifications[unitId]) },
});
