import { type AdoptPolicyData, Command } from '#platform/event-sourcing';
import type { ScoringRules } from './scoring-policy.events.js';

export class AdoptScoringPolicy extends Command<AdoptPolicyData<ScoringRules>> {
  readonly type = 'AdoptScoringPolicy';
}
