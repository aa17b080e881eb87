import type {
  activitiesPolicyAdoptedV1,
  ActivitiesPolicyAdoptedV1,
  activityClosedV1,
  ActivityClosedV1,
  activityRegisteredV1,
  ActivityRegisteredV1,
} from '#contexts/activities/contracts';
import type {
  cycleOpenedV1,
  CycleOpenedV1,
  scoringPolicyAdoptedV1,
  ScoringPolicyAdoptedV1,
} from '#contexts/assessment/contracts';
import type {
  documentNumberReservedV1,
  DocumentNumberReservedV1,
  documentNumberVoidedV1,
  DocumentNumberVoidedV1,
  numberingPolicyAdoptedV1,
  NumberingPolicyAdoptedV1,
} from '#contexts/documents/contracts';
import type {
  noticeIssuedV1,
  NoticeIssuedV1,
  noticeWithdrawnV1,
  NoticeWithdrawnV1,
  rectificationAcceptedV1,
  RectificationAcceptedV1,
  rectificationOverdueV1,
  RectificationOverdueV1,
  rectificationReportedV1,
  RectificationReportedV1,
  rectificationReturnedV1,
  RectificationReturnedV1,
} from '#contexts/supervision/contracts';
import type {
  starAwardedV1,
  StarAwardedV1,
  titlePolicyAdoptedV1,
  TitlePolicyAdoptedV1,
  titleRetainedV1,
  TitleRetainedV1,
  titleRevokedV1,
  TitleRevokedV1,
} from '#contexts/titles/contracts';
import type {
  unitDissolvedV1,
  UnitDissolvedV1,
  unitRegisteredV1,
  UnitRegisteredV1,
} from '#contexts/units/contracts';
import type { ProjectionEvent } from '#platform/projections';

/** Every contract there is, by its type. */
export interface EveryContract {
  [unitRegisteredV1]: UnitRegisteredV1;
  [unitDissolvedV1]: UnitDissolvedV1;
  [activityRegisteredV1]: ActivityRegisteredV1;
  [activityClosedV1]: ActivityClosedV1;
  [noticeIssuedV1]: NoticeIssuedV1;
  [noticeWithdrawnV1]: NoticeWithdrawnV1;
  [rectificationReportedV1]: RectificationReportedV1;
  [rectificationReturnedV1]: RectificationReturnedV1;
  [rectificationAcceptedV1]: RectificationAcceptedV1;
  [rectificationOverdueV1]: RectificationOverdueV1;
  [starAwardedV1]: StarAwardedV1;
  [titleRetainedV1]: TitleRetainedV1;
  [titleRevokedV1]: TitleRevokedV1;
  [cycleOpenedV1]: CycleOpenedV1;
  [documentNumberReservedV1]: DocumentNumberReservedV1;
  [documentNumberVoidedV1]: DocumentNumberVoidedV1;
  [activitiesPolicyAdoptedV1]: ActivitiesPolicyAdoptedV1;
  [scoringPolicyAdoptedV1]: ScoringPolicyAdoptedV1;
  [numberingPolicyAdoptedV1]: NumberingPolicyAdoptedV1;
  [titlePolicyAdoptedV1]: TitlePolicyAdoptedV1;
}

/** A contract as the timeline is fed it. */
export type ToldEvent = {
  [Type in keyof EveryContract]: ProjectionEvent<Type, EveryContract[Type]>;
}[keyof EveryContract];
