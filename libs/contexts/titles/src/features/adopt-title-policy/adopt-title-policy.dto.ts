import { Count, Day, Jurisdiction, ListOf, Nested, OneOf, rule } from '#platform/http';
import type { LadderRung, TitleLevel, TitleRules } from '../../domain/title-policy/title-policy.events.js';
import { Star, TITLE_LEVELS } from '../title.dto.js';

export class RungBody {
  @OneOf(TITLE_LEVELS)
  level!: TitleLevel;

  @Star()
  star?: number;
}

export class LadderRungBody extends RungBody {
  @ListOf(() => RungBody, {
    max: 20,
    about: '须先持有其中之一；为空则可直接授予 Any of these must be held; none is an open entry.',
  })
  from!: RungBody[];
}

const Years = (): PropertyDecorator => Count({ min: 1, max: 20, optional: true });

export class TermYearsBody {
  @Years()
  district?: number;

  @Years()
  city?: number;

  @Years()
  province?: number;

  @Years()
  national?: number;
}

export class TitleRulesBody {
  @ListOf(rule.oneOf(...TITLE_LEVELS), { min: 1, max: 4, about: '级别，由低到高 Levels, lowest first.' })
  levels!: TitleLevel[];

  @ListOf(() => LadderRungBody, { min: 1, max: 50, about: '称号阶梯 The ladder.' })
  rungs!: LadderRungBody[];

  @Nested(() => TermYearsBody, { optional: true, about: '届期（年） Years a title lasts, by level.' })
  termYears?: TermYearsBody;
}

export class AdoptTitlePolicyBody {
  @Jurisdiction()
  jurisdiction!: string;

  @Day({ about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;

  @Nested(() => TitleRulesBody)
  rules!: TitleRulesBody;
}

/** Field by field and without members that are undefined, so that equal rules are equal text. */
export function titleRules({ levels, rungs, termYears }: TitleRulesBody): TitleRules {
  return {
    levels,
    rungs: rungs.map((each): LadderRung => ({ ...rungOf(each), from: each.from.map(rungOf) })),
    ...(termYears && { termYears: termsOf(termYears) }),
  };
}

const rungOf = ({ level, star }: RungBody) => ({ level, ...(star !== undefined && { star }) });

const termsOf = (years: TermYearsBody) =>
  Object.fromEntries(
    TITLE_LEVELS.flatMap((level) => (years[level] === undefined ? [] : [[level, years[level]]])),
  );
