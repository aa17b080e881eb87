import type { PolicyAdopted } from '#platform/event-sourcing';
import { PolicyAnswer, Shown } from '#platform/http';
import type { NumberingRules } from '../../domain/numbering-policy/numbering-policy.events.js';
import { NumberingRulesBody } from './adopt-numbering-policy.dto.js';

/** The numbering policy in force, as OpenAPI shows it. */
export class NumberingPolicyAnswer extends PolicyAnswer implements PolicyAdopted<NumberingRules> {
  @Shown(() => NumberingRulesBody)
  rules!: NumberingRulesBody;
}
