import { type ProposedPolicy, Command } from '#platform/event-sourcing';
import type { ScoringRules } from './scoring-policy.events.js';

export class AdoptScoringPolicy extends Command<ProposedPolicy<ScoringRules>> {
  readonly type = 'AdoptScoringPolicy';
}
