import { Day, Jurisdiction, ListOf, Nested, rule } from '#platform/http';
import type { ActivitiesRules } from '../../domain/activities-policy/activities-policy.events.js';
import type { ActivityKind } from '../../domain/activity/activity.events.js';
import { ACTIVITY_KINDS } from '../../contracts/index.js';

export class ActivitiesRulesBody implements ActivitiesRules {
  @ListOf(rule.oneOf(...ACTIVITY_KINDS), {
    max: ACTIVITY_KINDS.length,
    about: '结项须附佐证材料的类别 Kinds not closed without evidence.',
  })
  evidenceRequiredFor!: ActivityKind[];
}

export class AdoptActivitiesPolicyBody {
  @Jurisdiction()
  jurisdiction!: string;

  @Day({ about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;

  @Nested(() => ActivitiesRulesBody)
  rules!: ActivitiesRulesBody;
}
