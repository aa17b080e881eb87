import { type AdoptPolicyData, Command } from '#platform/event-sourcing';
import type { NumberingRules } from './numbering-policy.events.js';

export class AdoptNumberingPolicy extends Command<AdoptPolicyData<NumberingRules>> {
  readonly type = 'AdoptNumberingPolicy';
}
