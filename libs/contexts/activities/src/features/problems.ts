import { type UnitRefusal, unitRefusals } from '#contexts/units/contracts';
import type { ProblemMeanings } from '#platform/http';
import type { ActivityRejection } from '../domain/activity/activity.decider.js';

export const activitiesProblems: ProblemMeanings<ActivityRejection | UnitRefusal | 'activity-not-found'> = {
  ...unitRefusals,
  'activity-not-found': { status: 404, zh: '没有这项活动。', en: 'There is no such activity.' },
  'activity-not-registered': { status: 404, zh: '活动尚未登记。', en: 'The activity is not registered.' },
  'activity-already-registered': {
    status: 409,
    zh: '活动已经登记。',
    en: 'The activity is registered already.',
  },
  'activity-already-closed': { status: 409, zh: '活动已经结项。', en: 'The activity is closed already.' },
  'planned-to-before-from': {
    status: 422,
    zh: '计划的结束早于开始。',
    en: 'The plan ends before it begins.',
  },
  'back-entry-needs-reason': {
    status: 422,
    zh: '所报日期早于登记之日，属于补录，须写明理由。',
    en: 'A day before that of its entry is back-entry and needs a reason.',
  },
  'occurred-to-before-from': {
    status: 422,
    zh: '活动的结束早于开始。',
    en: 'The activity ends before it begins.',
  },
  'occurred-in-future': {
    status: 422,
    zh: '活动尚未结束，不能结项。',
    en: 'An activity cannot be closed before its last day.',
  },
  'participant-listed-twice': {
    status: 422,
    zh: '同一参加单位重复列入。',
    en: 'A unit that took part is listed twice.',
  },
  'evidence-listed-twice': {
    status: 422,
    zh: '同一份佐证材料重复列入。',
    en: 'The same document is listed twice.',
  },
  'evidence-required': {
    status: 422,
    zh: '按 {policyJurisdiction} 活动管理规则第 {policyVersion} 版，此类活动结项须附佐证材料。',
    en: 'Version {policyVersion} of the activities policy of {policyJurisdiction} asks for evidence of such activities.',
  },
};
