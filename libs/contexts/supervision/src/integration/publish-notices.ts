import type { Contract } from '#platform/projections';
import {
  noticeIssuedV1,
  type NoticeIssuedV1,
  noticeWithdrawnV1,
  type NoticeWithdrawnV1,
  rectificationAcceptedV1,
  type RectificationAcceptedV1,
} from '../contracts/index.js';
import type {
  CirculationNoticeEvent,
  NamedUnit,
} from '../domain/circulation-notice/circulation-notice.events.js';

export type SupervisionContract =
  | Contract<typeof noticeIssuedV1, NoticeIssuedV1>
  | Contract<typeof noticeWithdrawnV1, NoticeWithdrawnV1>
  | Contract<typeof rectificationAcceptedV1, RectificationAcceptedV1>;

export function publishNotices({ type, data }: CirculationNoticeEvent): readonly SupervisionContract[] {
  switch (type) {
    case 'CirculationNoticeIssued': {
      const { noticeId, jurisdiction, kind, documentNumber, issuedOn, rectifyBy, audience, units } = data;
      const due = rectifyBy === undefined ? {} : { rectifyBy };
      const issued = {
        noticeId,
        jurisdiction,
        kind,
        documentNumber,
        issuedOn,
        ...due,
        audience,
        units: named(units),
      };
      return [{ type: noticeIssuedV1, key: noticeId, data: issued }];
    }
    case 'CirculationNoticeWithdrawn': {
      const { noticeId, jurisdiction, kind, documentNumber, issuedOn, withdrawnOn, units } = data;
      const withdrawn = {
        noticeId,
        jurisdiction,
        kind,
        documentNumber,
        issuedOn,
        withdrawnOn,
        units: named(units),
      };
      return [{ type: noticeWithdrawnV1, key: noticeId, data: withdrawn }];
    }
    case 'RectificationAccepted': {
      const { noticeId, unitId, verifiedOn } = data;
      return [{ type: rectificationAcceptedV1, key: noticeId, data: { noticeId, unitId, verifiedOn } }];
    }
    case 'CirculationNoticeFiled':
    case 'RectificationReported':
    case 'RectificationReturned':
      return [];
  }
}

const named = (units: readonly NamedUnit[]): NamedUnit[] =>
  units.map(({ unitId, personTimes }) => ({ unitId, personTimes }));
