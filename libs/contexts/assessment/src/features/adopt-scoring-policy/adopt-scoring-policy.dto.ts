import { ACTIVITY_KINDS } from '#contexts/activities/contracts';
import { Day, Jurisdiction, ListOf, Matching, Nested, OneOf, PointsText, rule, Text } from '#platform/http';
import type {
  FactKind,
  ScoringItem,
  ScoringPart,
  ScoringRules,
} from '../../domain/scoring-policy/scoring-policy.events.js';

const CODE = /^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/;
const FACTS = ['activity', 'criticism', 'commendation', 'title'] satisfies FactKind[];
const MODES = ['offline', 'online', 'both'] as const;
const LEVELS = ['district', 'city', 'province', 'national'] as const;

export class ScoringPartBody implements ScoringPart {
  @Matching(CODE, '1', { about: '部分编号 Code of the part.' })
  code!: string;

  @Text({ max: 200, about: '部分名称 Title.' })
  title!: string;
}

export class FactFilterBody {
  @ListOf(rule.oneOf(...ACTIVITY_KINDS), {
    min: 1,
    max: ACTIVITY_KINDS.length,
    optional: true,
    about: '活动类别 Kinds of activities.',
  })
  kind?: string[];

  @ListOf(rule.oneOf(...MODES), {
    min: 1,
    max: 3,
    optional: true,
    about: '线下、线上、两者 Modes of activities.',
  })
  mode?: string[];

  @ListOf(rule.oneOf(...LEVELS), { min: 1, max: 4, optional: true, about: '称号级别 Levels of titles.' })
  level?: string[];
}

export class ScoringItemBody implements ScoringItem {
  @Matching(CODE, '1.2', { about: '项目编号 Code of the item.' })
  code!: string;

  @Matching(CODE, '1', { about: '所属部分 Code of its part.' })
  part!: string;

  @Text({ max: 200, about: '项目名称 Title.' })
  title!: string;

  @OneOf(FACTS, { about: '计分事实 The fact that scores.' })
  fact!: FactKind;

  @Nested(() => FactFilterBody, {
    optional: true,
    about: '筛选属性，列明者须全部符合 Attributes the fact must have.',
  })
  filter?: FactFilterBody;

  @OneOf(['occurrence', 'person-time'], { about: '按次或按人次 Counted by occurrence or by person-time.' })
  per!: ScoringItem['per'];

  @PointsText({ about: '每次分值，可为负 Points each; may be negative.' })
  points!: string;

  @PointsText({
    optional: true,
    about: '封顶：累计分值绝对值的上限 The item’s sum goes no further, up or down.',
  })
  cap?: string;
}

export class ScoringRulesBody implements ScoringRules {
  @PointsText({ optional: true, about: '基础分 What every unit begins with.' })
  base?: string;

  @ListOf(() => ScoringPartBody, { min: 1, max: 50 })
  parts!: ScoringPartBody[];

  @ListOf(() => ScoringItemBody, { min: 1, max: 500 })
  items!: ScoringItemBody[];
}

export class AdoptScoringPolicyBody {
  @Jurisdiction()
  jurisdiction!: string;

  @Day({ about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;

  @Nested(() => ScoringRulesBody)
  rules!: ScoringRulesBody;
}

/** The rules as stored: what was left out is not there. */
export const rulesOf = ({ base, parts, items }: ScoringRulesBody): ScoringRules => ({
  ...(base !== undefined && { base }),
  parts: parts.map(({ code, title }) => ({ code, title })),
  items: items.map(itemOf),
});

function itemOf({ code, part, title, fact, filter, per, points, cap }: ScoringItemBody): ScoringItem {
  return {
    code,
    part,
    title,
    fact,
    ...(filter && { filter: filterOf(filter) }),
    per,
    points,
    ...(cap !== undefined && { cap }),
  };
}

const filterOf = ({ kind, mode, level }: FactFilterBody): NonNullable<ScoringItem['filter']> => ({
  ...(kind && { kind }),
  ...(mode && { mode }),
  ...(level && { level }),
});
