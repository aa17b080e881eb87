import { rule, Shown, ShownList } from '#platform/http';
import type { Cause, ScoreEntry } from '../../read-models/scoring/ledger.js';
import { AppliedPolicyAnswer } from '../applied-policy.answer.js';
import type { Explanation } from './explain-score.query.js';
import type { ScoreAnswer } from './read-score.query.js';

const KINDS = ['base', 'fact', 'reversal', 'cap'] satisfies ScoreEntry['kind'][];
const PER = ['occurrence', 'person-time'] satisfies ScoreEntry['per'][];
/** Exact decimals of any size: sums go beyond what one item may be worth. */
const POINTS = { type: 'string', pattern: '^-?\\d+(\\.\\d{1,3})?$', example: '12.5' } as const;

/** An item's points, as OpenAPI shows them. */
export class ItemPointsAnswer implements Required<ScoreAnswer['parts'][number]['items'][number]> {
  @Shown({ type: 'string', example: '1.2' }, { about: '项目编号 Code.' })
  code!: string;

  @Shown({ type: 'string' }, { about: '项目名称 Title.' })
  title!: string;

  @Shown(POINTS, { about: '分值 Points.' })
  points!: string;
}

/** A part's points, as OpenAPI shows them. */
export class PartPointsAnswer extends ItemPointsAnswer implements Required<ScoreAnswer['parts'][number]> {
  @ShownList(() => ItemPointsAnswer, { about: '各项目，合计为该部分 They add up to the part.' })
  items!: ItemPointsAnswer[];
}

/** Whose total, by which rules: common to a score and its explanation. */
abstract class TotalAnswer implements Required<Omit<Explanation, 'entries'>> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { about: '单位名称 Name.' })
  unitName!: string;

  @Shown({ type: 'string', example: '990100-2021' }, { about: '测评周期 Cycle.' })
  cycle!: string;

  @Shown(() => AppliedPolicyAnswer)
  policy!: AppliedPolicyAnswer;

  @Shown(POINTS, { about: '总分 Total.' })
  total!: string;
}

/** {@link ScoreAnswer}, as OpenAPI shows it. */
export class UnitScoreAnswer extends TotalAnswer implements Required<ScoreAnswer> {
  @Shown(POINTS, { about: '基础分 What every unit begins with.' })
  base!: string;

  @ShownList(() => PartPointsAnswer, {
    about: '各部分，与基础分合计为总分 With the base they add up to the total.',
  })
  parts!: PartPointsAnswer[];
}

/** {@link Cause}, as OpenAPI shows it. */
export class CauseAnswer implements Required<Cause> {
  @Shown({ type: 'string', format: 'uuid' })
  eventId!: string;

  @Shown({ type: 'string', example: 'ActivityClosed' })
  type!: string;

  @Shown(rule.count(), { about: '账本序号 Ordinal in the ledger.' })
  ordinal!: number;

  @Shown({ type: 'string' }, { about: '事件流 Stream.' })
  stream!: string;

  @Shown(
    { type: 'string', example: '周末清洁家园' },
    {
      optional: true,
      about: '活动名称或文号 Title of the activity, or number of the notice or decision; absent on the base.',
    },
  )
  name!: string;
}

/** {@link ScoreEntry}, as OpenAPI shows it. */
export class ScoreEntryAnswer implements Required<Omit<ScoreEntry, 'milli'>> {
  @Shown(rule.oneOf(...KINDS), { about: '基础、事实、冲回或封顶 Base, fact, reversal or cap.' })
  kind!: ScoreEntry['kind'];

  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string', example: '990100-2021' })
  cycle!: string;

  @Shown({ type: 'string' }, { optional: true, about: '部分编号 Part; absent on the base.' })
  part!: string;

  @Shown({ type: 'string' }, { optional: true, about: '项目编号 Item; absent on the base.' })
  item!: string;

  @Shown({ type: 'string' }, { optional: true, about: '项目名称 Title of the item.' })
  title!: string;

  @Shown(POINTS, {
    about: '分值；事实与冲回为项目分值乘次数 Points; of a fact or reversal the item’s, times as often.',
  })
  points!: string;

  @Shown(rule.oneOf(...PER), {
    optional: true,
    about: '计分单位：次或人次 What the item counts; on facts and reversals.',
  })
  per!: NonNullable<ScoreEntry['per']>;

  @Shown({ type: 'integer' }, { optional: true, about: '次数，冲回为负 How often; negative on a reversal.' })
  times!: number;

  @Shown(() => CauseAnswer, { about: '所据事件 The event it comes from.' })
  cause!: CauseAnswer;

  @Shown(() => AppliedPolicyAnswer)
  policy!: AppliedPolicyAnswer;

  @Shown(rule.day(), { about: '计分日期 The day by which it counts.' })
  occurredOn!: string;

  @Shown(rule.day(), { optional: true, about: '冲回日期 Taken back on this day.' })
  withdrawnOn!: string;
}

/** {@link Explanation}, as OpenAPI shows it. */
export class ExplanationAnswer extends TotalAnswer implements Required<Explanation> {
  @ShownList(() => ScoreEntryAnswer, { about: '明细，合计为总分 They add up to the total.' })
  entries!: ScoreEntryAnswer[];
}
