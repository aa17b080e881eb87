import {
  activitiesPolicyAdoptedV1,
  activityClosedV1,
  activityRegisteredV1,
} from '#contexts/activities/contracts';
import { cycleOpenedV1, scoringPolicyAdoptedV1 } from '#contexts/assessment/contracts';
import {
  documentNumberReservedV1,
  documentNumberVoidedV1,
  numberingPolicyAdoptedV1,
} from '#contexts/documents/contracts';
import {
  noticeIssuedV1,
  noticeWithdrawnV1,
  rectificationAcceptedV1,
  rectificationOverdueV1,
  rectificationReportedV1,
  rectificationReturnedV1,
} from '#contexts/supervision/contracts';
import {
  starAwardedV1,
  type StarAwardedV1,
  titlePolicyAdoptedV1,
  titleRetainedV1,
  type TitleRetainedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '#contexts/titles/contracts';
import { unitDissolvedV1, unitRegisteredV1 } from '#contexts/units/contracts';
import type { ProjectionEvent } from '#platform/projections';
import type { EveryContract, ToldEvent } from './every-contract.js';

/** What a line tells of the unit; each has its words. */
export type LineKind =
  | 'registered'
  | 'dissolved'
  | 'organised'
  | 'took-part'
  | 'criticised'
  | 'commended'
  | 'withdrawn'
  | 'reported'
  | 'returned'
  | 'rectified'
  | 'overdue'
  | 'awarded'
  | 'retained'
  | 'revoked';

interface Named {
  readonly unitId: string;
  /** 人次. */
  readonly personTimes?: number;
}

/** How a contract becomes a line of each unit it names. */
interface Telling<Data extends object> {
  /** The day the line stands under. */
  on(data: Data, at: ProjectionEvent['at']): string;
  named(data: Data): readonly Named[];
  kind(data: Data, named: Named): LineKind;
  /** What the words are made of; free text last, as it alone may hold a bar. */
  parts(data: Data, named: Named): readonly (string | number | undefined)[];
}

const itself = ({ unitId }: Named): readonly Named[] => [{ unitId }];

const decision: Omit<Telling<StarAwardedV1 | TitleRetainedV1 | TitleRevokedV1>, 'kind'> = {
  on: ({ effectiveOn }) => effectiveOn,
  named: itself,
  parts: ({ level, star, documentNumber }) => [level, star, documentNumber],
};

/** By contract; null where no unit's history is told: a plan is told when the activity is closed. */
export const TELLINGS: { readonly [Type in keyof EveryContract]: Telling<EveryContract[Type]> | null } = {
  [unitRegisteredV1]: {
    on: (_, { metadata }) => metadata.occurredOn,
    named: itself,
    kind: () => 'registered',
    parts: ({ name }) => [name],
  },
  [unitDissolvedV1]: {
    on: ({ dissolvedOn }) => dissolvedOn,
    named: itself,
    kind: () => 'dissolved',
    parts: () => [],
  },
  [activityClosedV1]: {
    on: ({ occurredTo }) => occurredTo,
    named: ({ organiserUnitId: unitId, outcomes: { units } }) =>
      units.some((unit) => unit.unitId === unitId) ? units : [...units, { unitId, personTimes: 0 }],
    kind: ({ organiserUnitId }, { unitId }) => (unitId === organiserUnitId ? 'organised' : 'took-part'),
    parts: ({ activityId, title }, { personTimes }) => [activityId, personTimes, title],
  },
  [noticeIssuedV1]: {
    on: ({ issuedOn }) => issuedOn,
    named: ({ units }) => units,
    kind: ({ kind }) => (kind === 'criticism' ? 'criticised' : 'commended'),
    parts: ({ noticeId, documentNumber }, { personTimes }) => [noticeId, personTimes, documentNumber],
  },
  [noticeWithdrawnV1]: {
    on: ({ withdrawnOn }) => withdrawnOn,
    named: ({ units }) => units,
    kind: () => 'withdrawn',
    parts: ({ noticeId, kind, documentNumber }) => [noticeId, kind, documentNumber],
  },
  [rectificationReportedV1]: {
    on: ({ reportedOn }) => reportedOn,
    named: itself,
    kind: () => 'reported',
    parts: ({ noticeId }) => [noticeId],
  },
  [rectificationReturnedV1]: {
    on: ({ verifiedOn }) => verifiedOn,
    named: itself,
    kind: () => 'returned',
    parts: ({ noticeId, rectifyBy }) => [noticeId, rectifyBy],
  },
  [rectificationAcceptedV1]: {
    on: ({ verifiedOn }) => verifiedOn,
    named: itself,
    kind: () => 'rectified',
    parts: ({ noticeId }) => [noticeId],
  },
  [rectificationOverdueV1]: {
    on: ({ overdueFrom }) => overdueFrom,
    named: ({ unitIds }) => unitIds.map((unitId) => ({ unitId })),
    kind: () => 'overdue',
    parts: ({ noticeId, rectifyBy, documentNumber }) => [noticeId, rectifyBy, documentNumber],
  },
  [starAwardedV1]: { ...decision, kind: () => 'awarded' },
  [titleRetainedV1]: { ...decision, kind: () => 'retained' },
  [titleRevokedV1]: { ...decision, kind: () => 'revoked' },
  [activityRegisteredV1]: null,
  [cycleOpenedV1]: null,
  [documentNumberReservedV1]: null,
  [documentNumberVoidedV1]: null,
  [activitiesPolicyAdoptedV1]: null,
  [scoringPolicyAdoptedV1]: null,
  [numberingPolicyAdoptedV1]: null,
  [titlePolicyAdoptedV1]: null,
};

/** How an event that the timeline handles is told. */
export function tellingOf({ type }: ToldEvent): Telling<object> {
  const telling = TELLINGS[type];
  if (!telling) throw new Error(`${type} is not told`);
  return telling;
}
