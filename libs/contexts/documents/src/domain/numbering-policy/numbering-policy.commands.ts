import { type ProposedPolicy, Command } from '#platform/event-sourcing';
import type { NumberingRules } from './numbering-policy.events.js';

export class AdoptNumberingPolicy extends Command<ProposedPolicy<NumberingRules>> {
  readonly type = 'AdoptNumberingPolicy';
}
