import type { Contract } from '#platform/projections';
import type { ActivitiesEvent } from '../activities.events.js';
import {
  activitiesPolicyAdoptedV1,
  type ActivitiesPolicyAdoptedV1,
  activityClosedV1,
  type ActivityClosedV1,
  activityRegisteredV1,
  type ActivityRegisteredV1,
} from '../contracts/index.js';
import type { ActivityClosed, ActivityRegistered } from '../domain/activity/activity.events.js';

export type ActivitiesContract =
  | Contract<typeof activityRegisteredV1, ActivityRegisteredV1>
  | Contract<typeof activityClosedV1, ActivityClosedV1>
  | Contract<typeof activitiesPolicyAdoptedV1, ActivitiesPolicyAdoptedV1>;

export function publishActivities({ type, data }: ActivitiesEvent): readonly ActivitiesContract[] {
  switch (type) {
    case 'ActivityRegistered':
      return [{ type: activityRegisteredV1, key: data.activityId, data: registered(data) }];
    case 'ActivityClosed':
      return [{ type: activityClosedV1, key: data.activityId, data: closed(data) }];
    case 'ActivitiesPolicyAdopted': {
      const { jurisdiction, version, effectiveFrom } = data;
      const adopted = { jurisdiction, version, effectiveFrom };
      return [{ type: activitiesPolicyAdoptedV1, key: jurisdiction, data: adopted }];
    }
  }
}

function registered(data: ActivityRegistered['data']): ActivityRegisteredV1 {
  const {
    activityId,
    title,
    kind,
    mode,
    series,
    organiserUnitId,
    jurisdiction,
    plannedFrom,
    plannedTo,
    backEntry,
  } = data;
  return {
    activityId,
    title,
    kind,
    mode,
    ...(series !== undefined && { series }),
    organiserUnitId,
    jurisdiction,
    plannedFrom,
    plannedTo,
    ...(backEntry && { backEntry }),
  };
}

function closed(data: ActivityClosed['data']): ActivityClosedV1 {
  const { activityId, title, kind, mode, series, organiserUnitId, jurisdiction, occurredFrom, occurredTo } =
    data;
  const { outcomes, evidence, backEntry, policyVersion, policyJurisdiction } = data;
  return {
    activityId,
    title,
    kind,
    mode,
    ...(series !== undefined && { series }),
    organiserUnitId,
    jurisdiction,
    occurredFrom,
    occurredTo,
    outcomes: {
      ...outcomes,
      units: outcomes.units.map(({ unitId, personTimes }) => ({ unitId, personTimes })),
    },
    evidence: evidence.map(({ digest, kind: evidenceKind, title: name }) => ({
      digest,
      kind: evidenceKind,
      title: name,
    })),
    ...(backEntry && { backEntry }),
    ...(policyVersion !== undefined && { policyVersion, policyJurisdiction }),
  };
}
