import { rule, Shown, ShownList } from '#platform/http';
import type { TenureEnd } from '../../domain/title/tenure.js';
import type { TitleLevel } from '../../domain/title-policy/title-policy.events.js';
import type { TitleDecision } from '../../read-models/titles/titles.projection.js';
import { HeldDaysAnswer, HeldTitleAnswer, PaperAnswer } from '../held-title.answer.js';
import { TITLE_LEVELS } from '../title.dto.js';
import type { TenureStory, TitleLine, TitleStory } from './title-story.js';

const KINDS = ['award', 'retain', 'revoke'] satisfies TitleDecision['kind'][];
const ENDS = ['term', 'revoked', 'succeeded'] satisfies TenureEnd[];

/** Every title of a unit. */
export interface UnitTitles {
  readonly unitId: string;
  readonly unitName?: string;
  readonly titles: readonly TitleStory[];
}

/** A revocation with its reason, as OpenAPI shows it. */
export class RevocationAnswer
  extends PaperAnswer
  implements Required<NonNullable<TenureStory['revocation']>>
{
  @Shown({ type: 'string' }, { optional: true, about: '原因 Why.' })
  reason!: string;
}

/** {@link TenureStory}, as OpenAPI shows it. */
export class TenureAnswer extends HeldDaysAnswer implements Required<TenureStory> {
  @Shown(rule.oneOf(...ENDS), { optional: true, about: '届满、撤销或晋级 Why it ends.' })
  endsBy!: TenureEnd;

  @Shown(() => PaperAnswer, { about: '授予决定 The award.' })
  award!: PaperAnswer;

  @ShownList(() => PaperAnswer, { about: '保留决定 Retentions.' })
  retentions!: PaperAnswer[];

  @Shown(() => RevocationAnswer, { optional: true, about: '撤销决定 The revocation.' })
  revocation!: RevocationAnswer;
}

/** {@link TitleDecision}, as OpenAPI shows it. */
export class TitleDecisionAnswer extends PaperAnswer implements Required<TitleDecision> {
  @Shown(rule.oneOf(...KINDS), { about: '授予、保留或撤销 Award, retention or revocation.' })
  kind!: TitleDecision['kind'];

  @Shown(rule.count({ min: 1, max: 5 }), { optional: true, about: '星级 Star.' })
  star!: number;

  @Shown({ type: 'string', example: '990100-2021' }, { optional: true, about: '创建周期 Cycle.' })
  cycle!: string;

  @Shown(rule.day(), { optional: true, about: '届满日 First day it is no longer held.' })
  until!: string;

  @Shown({ type: 'string' }, { optional: true, about: '原因 Why.' })
  reason!: string;

  @Shown(rule.count({ min: 1 }), { about: '所依据规则的版本 Policy that judged it.' })
  policyVersion!: number;

  @Shown(rule.jurisdiction(), { about: '所依据规则的区划 Whose policy that is.' })
  policyJurisdiction!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 It took effect before the day it was recorded.' })
  backEntry!: true;

  @Shown(rule.count(), { about: '账本序号 Ordinal in the ledger.' })
  ordinal!: number;

  @Shown(rule.instant(), { about: '记录时间 When it was recorded.' })
  recordedAt!: string;
}

/** {@link TitleStory}, as OpenAPI shows it. */
export class TitleStoryAnswer implements Required<TitleStory> {
  @Shown(rule.oneOf(...TITLE_LEVELS), { about: '级别 Level.' })
  level!: TitleLevel;

  @Shown(() => HeldTitleAnswer, { optional: true, about: '今日持有 What is held today.' })
  held!: HeldTitleAnswer;

  @ShownList(() => TenureAnswer, { about: '持有期间 Intervals in which it was held.' })
  tenures!: TenureAnswer[];

  @ShownList(() => TitleDecisionAnswer, { about: '全部决定 Decisions as recorded.' })
  decisions!: TitleDecisionAnswer[];

  @Shown(rule.count(), { about: '版本，用于 If-Match Revision of the title’s stream, for If-Match.' })
  revision!: number;
}

/** {@link UnitTitles}, as OpenAPI shows it. */
export class UnitTitlesAnswer implements Required<UnitTitles> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name.' })
  unitName!: string;

  @ShownList(() => TitleStoryAnswer)
  titles!: TitleStoryAnswer[];
}

/** {@link TitleLine}, as OpenAPI shows it. */
export class TitleLineAnswer implements Required<TitleLine> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name.' })
  unitName!: string;

  @Shown(rule.jurisdiction(), { about: '单位所在区划 Where the unit stands.' })
  jurisdiction!: string;

  @Shown(rule.oneOf(...TITLE_LEVELS), { about: '级别 Level.' })
  level!: TitleLevel;

  @Shown(() => HeldTitleAnswer, { optional: true, about: '今日持有 What is held today.' })
  held!: HeldTitleAnswer;

  @Shown(rule.count(), { about: '决定件数 How many decisions.' })
  decisions!: number;
}
