import { type AdoptPolicyData, Command } from '#platform/event-sourcing';
import type { ActivitiesRules } from './activities-policy.events.js';

export class AdoptActivitiesPolicy extends Command<AdoptPolicyData<ActivitiesRules>> {
  readonly type = 'AdoptActivitiesPolicy';
}
