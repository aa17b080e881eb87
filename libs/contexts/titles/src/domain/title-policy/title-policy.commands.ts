import { type ProposedPolicy, Command } from '#platform/event-sourcing';
import type { TitleRules } from './title-policy.events.js';

export class AdoptTitlePolicy extends Command<ProposedPolicy<TitleRules>> {
  readonly type = 'AdoptTitlePolicy';
}
