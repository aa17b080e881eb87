import { policyDecider } from '#platform/event-sourcing';
import type { ActivitiesPolicyAdopted, ActivitiesRules } from './activities-policy.events.js';

/** What a jurisdiction asks of activities. */
export const activitiesPolicy = {
  life: policyDecider<ActivitiesPolicyAdopted['type'], ActivitiesRules>('ActivitiesPolicyAdopted'),
  streamOf: (jurisdiction: string): string => `activities.policy-${jurisdiction}`,
};
