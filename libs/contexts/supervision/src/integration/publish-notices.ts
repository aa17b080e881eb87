import type { Contract } from '#platform/projections';
import {
  noticeIssuedV1,
  type NoticeIssuedV1,
  noticeWithdrawnV1,
  type NoticeWithdrawnV1,
  rectificationAcceptedV1,
  type RectificationAcceptedV1,
  rectificationOverdueV1,
  type RectificationOverdueV1,
  rectificationReportedV1,
  type RectificationReportedV1,
  rectificationReturnedV1,
  type RectificationReturnedV1,
} from '../contracts/index.js';
import type {
  CirculationNoticeEvent,
  CirculationNoticeIssued,
  CirculationNoticeWithdrawn,
  NamedUnit,
  RectificationOverdue,
} from '../domain/circulation-notice/circulation-notice.events.js';

export type SupervisionContract =
  | Contract<typeof noticeIssuedV1, NoticeIssuedV1>
  | Contract<typeof noticeWithdrawnV1, NoticeWithdrawnV1>
  | Contract<typeof rectificationAcceptedV1, RectificationAcceptedV1>
  | Contract<typeof rectificationOverdueV1, RectificationOverdueV1>
  | Contract<typeof rectificationReportedV1, RectificationReportedV1>
  | Contract<typeof rectificationReturnedV1, RectificationReturnedV1>;

export function publishNotices({ type, data }: CirculationNoticeEvent): readonly SupervisionContract[] {
  switch (type) {
    case 'CirculationNoticeIssued':
      return [{ type: noticeIssuedV1, key: data.noticeId, data: issued(data) }];
    case 'CirculationNoticeWithdrawn':
      return [{ type: noticeWithdrawnV1, key: data.noticeId, data: withdrawn(data) }];
    case 'RectificationReported': {
      const { noticeId, unitId, reportedOn, backEntry } = data;
      const reported = { noticeId, unitId, reportedOn, ...(backEntry && { backEntry }) };
      return [{ type: rectificationReportedV1, key: noticeId, data: reported }];
    }
    case 'RectificationReturned': {
      const { noticeId, unitId, verifiedOn, rectifyBy, backEntry } = data;
      const returned = { noticeId, unitId, verifiedOn, rectifyBy, ...(backEntry && { backEntry }) };
      return [{ type: rectificationReturnedV1, key: noticeId, data: returned }];
    }
    case 'RectificationAccepted': {
      const { noticeId, unitId, verifiedOn, backEntry } = data;
      const accepted = { noticeId, unitId, verifiedOn, ...(backEntry && { backEntry }) };
      return [{ type: rectificationAcceptedV1, key: noticeId, data: accepted }];
    }
    case 'RectificationOverdue':
      return [{ type: rectificationOverdueV1, key: data.noticeId, data: overdue(data) }];
    case 'CirculationNoticeFiled':
    case 'CirculationNoticeAmended':
    case 'CirculationNoticeDraftWithdrawn':
      return [];
  }
}

const issued = (data: CirculationNoticeIssued['data']): NoticeIssuedV1 => {
  const { noticeId, jurisdiction, kind, documentNumber, issuedOn, rectifyBy, audience, units, backEntry } =
    data;
  const due = rectifyBy === undefined ? {} : { rectifyBy };
  const paper = { noticeId, jurisdiction, kind, documentNumber, issuedOn, ...due, audience };
  return { ...paper, units: named(units), ...(backEntry && { backEntry }) };
};

const withdrawn = (data: CirculationNoticeWithdrawn['data']): NoticeWithdrawnV1 => {
  const { noticeId, jurisdiction, kind, documentNumber, issuedOn, withdrawnOn, units, backEntry } = data;
  const paper = { noticeId, jurisdiction, kind, documentNumber, issuedOn, withdrawnOn };
  return { ...paper, units: named(units), ...(backEntry && { backEntry }) };
};

const overdue = (data: RectificationOverdue['data']): RectificationOverdueV1 => {
  const { noticeId, jurisdiction, documentNumber, rectifyBy, overdueFrom, unitIds } = data;
  return { noticeId, jurisdiction, documentNumber, rectifyBy, overdueFrom, unitIds };
};

const named = (units: readonly NamedUnit[]): NamedUnit[] =>
  units.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
