import type { PolicyAdopted } from '#platform/event-sourcing';
import { PolicyAnswer, Shown } from '#platform/http';
import type { ScoringRules } from '../../domain/scoring-policy/scoring-policy.events.js';
import { ScoringRulesBody } from './adopt-scoring-policy.dto.js';

/** The scoring policy in force, as OpenAPI shows it. */
export class ScoringPolicyAnswer extends PolicyAnswer implements PolicyAdopted<ScoringRules> {
  @Shown(() => ScoringRulesBody)
  rules!: ScoringRulesBody;
}
