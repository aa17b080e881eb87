import { type AdoptPolicyData, Command } from '#platform/event-sourcing';
import type { TitleRules } from './title-policy.events.js';

export class AdoptTitlePolicy extends Command<AdoptPolicyData<TitleRules>> {
  readonly type = 'AdoptTitlePolicy';
}
