import type { PolicyAdopted } from '#platform/event-sourcing';
import { PolicyAnswer, Shown } from '#platform/http';
import type { TitleRules } from '../../domain/title-policy/title-policy.events.js';
import { TitleRulesBody } from './adopt-title-policy.dto.js';

/** The title policy in force, as OpenAPI shows it. */
export class TitlePolicyAnswer extends PolicyAnswer implements PolicyAdopted<TitleRules> {
  @Shown(() => TitleRulesBody)
  rules!: TitleRulesBody;
}
