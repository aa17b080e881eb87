import { BackEntryReason, Day, Identifier, OneOf, Text } from '#platform/http';
import type { ActivityKind, ActivityMode } from '../../domain/activity/activity.events.js';
import { ACTIVITY_KINDS } from '../../contracts/index.js';

const KINDS = ACTIVITY_KINDS satisfies readonly ActivityKind[];
const MODES = ['offline', 'online', 'both'] satisfies ActivityMode[];

export class RegisterActivityBody {
  @Text({ max: 200, about: '活动名称 Title.' })
  title!: string;

  @OneOf(KINDS, { about: '活动类别 Kind.' })
  kind!: ActivityKind;

  @OneOf(MODES, { about: '线下、线上或线上线下结合 Offline, online or both.' })
  mode!: ActivityMode;

  @Identifier({ about: '主办单位 The unit that organises it.' })
  organiserUnitId!: string;

  @Day({ about: '计划开始 Planned first day.' })
  plannedFrom!: string;

  @Day({ about: '计划结束 Planned last day.' })
  plannedTo!: string;

  @Text({ max: 200, optional: true, about: '地点 Place.' })
  place?: string;

  @Text({ max: 100, optional: true, about: '系列，归并多次举办的同一活动 Series that groups repeats.' })
  series?: string;

  @BackEntryReason('it is entered after it began')
  reason?: string;
}
