import { rule, Shown, ShownList } from '#platform/http';
import type { ActivityKind, ActivityMode } from '../../domain/activity/activity.events.js';
import type { ActivityRow } from '../../read-models/activities/activities.projection.js';
import { ACTIVITY_KINDS } from '../../contracts/index.js';
import type { ActivityLine } from './activity-line.js';
import type { NamedActivity, OrganiserName } from './named-activity.js';
import { ActivityTotalsAnswer, EvidenceAnswer, OutcomesAnswer } from './outcomes.answer.js';

const MODES = ['offline', 'online', 'both'] satisfies ActivityMode[];
const STATUSES = ['registered', 'closed'] satisfies ActivityRow['status'][];

type Told = Omit<ActivityRow, 'outcomes' | 'evidence'> & OrganiserName;

/** What is told of an activity wherever it is shown. */
abstract class ActivityToldAnswer implements Required<Told> {
  @Shown(rule.identifier())
  activityId!: string;

  @Shown({ type: 'string' }, { about: '活动名称 Title.' })
  title!: string;

  @Shown(rule.oneOf(...ACTIVITY_KINDS), { about: '活动类别 Kind.' })
  kind!: ActivityKind;

  @Shown(rule.oneOf(...MODES), { about: '线下、线上或线上线下结合 Offline, online or both.' })
  mode!: ActivityMode;

  @Shown(rule.identifier(), { about: '主办单位 The unit that organises it.' })
  organiserUnitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '主办单位名称 Its name.' })
  organiserUnitName!: string;

  @Shown(rule.jurisdiction(), { about: '主办单位所在区划 Where the organiser stands.' })
  jurisdiction!: string;

  @Shown(rule.day(), { about: '计划开始 Planned first day.' })
  plannedFrom!: string;

  @Shown(rule.day(), { about: '计划结束 Planned last day.' })
  plannedTo!: string;

  @Shown({ type: 'string' }, { optional: true, about: '地点 Place.' })
  place!: string;

  @Shown({ type: 'string' }, { optional: true, about: '系列 Series that groups repeats.' })
  series!: string;

  @Shown(rule.day(), { about: '登记日期 Registered on this day.' })
  registeredOn!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 Entered after it began.' })
  backEntry!: true;

  @Shown({ type: 'string' }, { optional: true, about: '补录理由 Why it was entered late.' })
  backEntryReason!: string;

  @Shown(rule.oneOf(...STATUSES))
  status!: ActivityRow['status'];

  @Shown(rule.day(), { optional: true, about: '实际开始 First day.' })
  occurredFrom!: string;

  @Shown(rule.day(), { optional: true, about: '实际结束 Last day.' })
  occurredTo!: string;

  @Shown(rule.count({ min: 1 }), { optional: true, about: '所依据规则的版本 Policy that judged it.' })
  policyVersion!: number;

  @Shown(rule.jurisdiction(), { optional: true, about: '所依据规则的区划 Whose policy that is.' })
  policyJurisdiction!: string;
}

/** {@link NamedActivity}, as OpenAPI shows it. */
export class ActivityAnswer extends ActivityToldAnswer implements Required<NamedActivity> {
  @Shown(() => OutcomesAnswer, { optional: true, about: '活动成果 What it came to.' })
  outcomes!: OutcomesAnswer;

  @ShownList(() => EvidenceAnswer, { optional: true, about: '佐证材料 Evidence.' })
  evidence!: EvidenceAnswer[];
}

/** {@link ActivityLine}, as OpenAPI shows it. */
export class ActivityLineAnswer extends ActivityToldAnswer implements Required<ActivityLine & OrganiserName> {
  @Shown(() => ActivityTotalsAnswer, { optional: true, about: '结项后的合计 Of a closed activity.' })
  totals!: ActivityTotalsAnswer;
}
