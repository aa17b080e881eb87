import { type ProposedPolicy, Command } from '#platform/event-sourcing';
import type { ActivitiesRules } from './activities-policy.events.js';

export class AdoptActivitiesPolicy extends Command<ProposedPolicy<ActivitiesRules>> {
  readonly type = 'AdoptActivitiesPolicy';
}
