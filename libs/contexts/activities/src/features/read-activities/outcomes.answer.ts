import { rule, Shown, ShownList } from '#platform/http';
import type { Evidence, Outcomes } from '../../domain/activity/activity.events.js';
import type { ActivityTotals } from './activity-line.js';
import type { NamedOutcomes, NamedParticipation } from './named-activity.js';

type Measures = Omit<Outcomes, 'units'>;

/** The measures of what an activity came to, as OpenAPI shows them. */
abstract class MeasuresAnswer implements Required<Measures> {
  @Shown(rule.count(), { optional: true, about: '人数 Persons.' })
  persons!: number;

  @Shown({ type: 'string', example: '12.5' }, { optional: true, about: '服务时长 Hours.' })
  hours!: string;

  @Shown(rule.count(), { optional: true, about: '发放资料份数 Leaflets.' })
  leaflets!: number;

  @Shown(rule.count(), { optional: true, about: '发放物品件数 Items given out.' })
  items!: number;

  @Shown(rule.count(), { optional: true, about: '问卷份数 Questionnaires.' })
  questionnaires!: number;

  @Shown(rule.count(), { optional: true, about: '受众人数 Audience.' })
  audience!: number;

  @Shown(rule.truth(), { optional: true, about: '数字为约数 The figures are rounded.' })
  approximate!: boolean;
}

/** A unit that took part, as OpenAPI shows it. */
export class ParticipationAnswer implements Required<NamedParticipation> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name.' })
  unitName!: string;

  @Shown(rule.count(), { about: '人次 Person-times.' })
  personTimes!: number;
}

/** {@link NamedOutcomes}, as OpenAPI shows them. */
export class OutcomesAnswer extends MeasuresAnswer implements Required<NamedOutcomes> {
  @ShownList(() => ParticipationAnswer, { about: '参加单位及人次 Units that took part.' })
  units!: ParticipationAnswer[];
}

/** {@link ActivityTotals}, as OpenAPI shows them. */
export class ActivityTotalsAnswer extends MeasuresAnswer implements Required<ActivityTotals> {
  @Shown(rule.count(), { about: '参加单位数 Units that took part.' })
  units!: number;

  @Shown(rule.count(), { about: '人次 Person-times.' })
  personTimes!: number;

  @Shown(rule.count(), { about: '佐证材料份数 Documents that prove it.' })
  evidence!: number;
}

/** {@link Evidence}, as OpenAPI shows it. */
export class EvidenceAnswer implements Required<Evidence> {
  @Shown(rule.digest(), { about: '材料摘要 Digest of the document.' })
  digest!: string;

  @Shown({ type: 'string' }, { about: '材料类别 What it is.' })
  kind!: string;

  @Shown({ type: 'string' }, { about: '材料名称 Title.' })
  title!: string;
}
