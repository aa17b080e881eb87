import type { PolicyAdopted } from '#platform/event-sourcing';
import type { ActivityKind } from '../activity/activity.events.js';

export interface ActivitiesRules {
  /** Kinds that are not closed without evidence. */
  readonly evidenceRequiredFor: readonly ActivityKind[];
}

export interface ActivitiesPolicyAdopted {
  readonly type: 'ActivitiesPolicyAdopted';
  readonly data: PolicyAdopted<ActivitiesRules>;
}
