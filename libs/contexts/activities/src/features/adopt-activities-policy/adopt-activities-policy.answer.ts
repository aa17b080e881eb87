import type { PolicyAdopted } from '#platform/event-sourcing';
import { PolicyAnswer, Shown } from '#platform/http';
import type { ActivitiesRules } from '../../domain/activities-policy/activities-policy.events.js';
import { ActivitiesRulesBody } from './adopt-activities-policy.dto.js';

/** The activities policy in force, as OpenAPI shows it. */
export class ActivitiesPolicyAnswer extends PolicyAnswer implements PolicyAdopted<ActivitiesRules> {
  @Shown(() => ActivitiesRulesBody)
  rules!: ActivitiesRulesBody;
}
