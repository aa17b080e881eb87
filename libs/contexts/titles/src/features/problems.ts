import { type UnitRefusal, unitRefusals } from '#contexts/units/contracts';
import type { ProblemMeanings } from '#platform/http';
import type { TitlePolicyRejection } from '../domain/title-policy/title-policy.decider.js';
import type { TitleRejection } from '../domain/title/title.decider.js';
import type { CycleRefusal } from './named-cycle.js';

export const titlesProblems: ProblemMeanings<
  TitleRejection | TitlePolicyRejection | UnitRefusal | CycleRefusal
> = {
  ...unitRefusals,
  'unknown-cycle': { status: 422, zh: '没有创建周期 {cycle}。', en: 'There is no cycle {cycle}.' },
  'unit-outside-cycle': {
    status: 422,
    zh: '创建周期 {cycle} 不涵盖该单位。',
    en: 'Cycle {cycle} does not cover the unit.',
  },
  'effective-in-future': {
    status: 422,
    zh: '生效日期不能晚于今天。',
    en: 'A decision cannot take effect in the future.',
  },
  'level-not-in-policy': {
    status: 422,
    zh: '{policyJurisdiction} 称号规则第 {policyVersion} 版没有“{level}”这一级。',
    en: 'Version {policyVersion} of the title policy of {policyJurisdiction} has no level {level}.',
  },
  'rung-not-in-policy': {
    status: 422,
    zh: '{policyJurisdiction} 称号规则第 {policyVersion} 版没有 {rung} 这一阶。',
    en: 'Version {policyVersion} of the title policy of {policyJurisdiction} has no rung {rung}.',
  },
  'earlier-than-last-decision': {
    status: 409,
    zh: '该称号已有 {lastEffectiveOn} 生效的决定，不能再补更早的决定。',
    en: 'A decision on this title took effect on {lastEffectiveOn}; an earlier one cannot be added.',
  },
  'title-already-held': {
    status: 409,
    zh: '该单位自 {since} 起已持有 {held}。',
    en: 'The unit has held {held} since {since}.',
  },
  'ladder-refuses': {
    status: 422,
    zh: '授予 {rung} 须先持有以下之一：[{required}]；当日持有：[{held}]。',
    en: 'For {rung} the unit must hold one of: [{required}]. That day it held: [{held}].',
  },
  'title-not-held': {
    status: 409,
    zh: '该单位在 {on} 不持有这一级称号。',
    en: 'The unit does not hold a title of level {level} on {on}.',
  },
  'already-retained': {
    status: 409,
    zh: '该称号已有 {on} 生效的保留决定。',
    en: 'The title is retained with effect of {on} already.',
  },
  'revocation-needs-reason': {
    status: 422,
    zh: '撤销称号须写明理由。',
    en: 'A revocation needs a reason.',
  },
  'level-listed-twice': {
    status: 422,
    zh: '级别 {level} 重复列出。',
    en: 'Level {level} is listed twice.',
  },
  'level-not-listed': {
    status: 422,
    zh: '级别 {level} 未列入本规则的级别。',
    en: 'Level {level} is not among the levels of the policy.',
  },
  'rung-listed-twice': { status: 422, zh: '同一阶重复列出。', en: 'A rung is listed twice.' },
};
