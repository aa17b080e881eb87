import { type UnitRefusal, unitRefusals } from '#contexts/units/contracts';
import type { ProblemMeanings } from '#platform/http';
import type { TitlePolicyRejection } from '../domain/title-policy/title-policy.decider.js';
import type { TitleLevel } from '../domain/title-policy/title-policy.events.js';
import type { TitleRejection } from '../domain/title/title.decider.js';
import type { CycleRefusal } from './named-cycle.js';

const LEVELS = {
  district: '区县级',
  city: '市级',
  province: '省级',
  national: '国家级',
} satisfies Record<TitleLevel, string>;

/** Levels, alone and with a star as refusals name a rung. */
const RUNGS = Object.fromEntries(
  Object.entries(LEVELS).flatMap(([level, zh]) => [
    [level, zh],
    ...[1, 2, 3, 4, 5].map((star) => [`${level} ★${star}`, `${zh}★${star}`]),
  ]),
) as Readonly<Record<string, string>>;

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
    zh: '{policyJurisdiction} 称号规则第 {policyVersion} 版没有{level}。',
    en: 'Version {policyVersion} of the title policy of {policyJurisdiction} has no level {level}.',
    words: RUNGS,
  },
  'rung-not-in-policy': {
    status: 422,
    zh: '{policyJurisdiction} 称号规则第 {policyVersion} 版没有{rung}这一阶。',
    en: 'Version {policyVersion} of the title policy of {policyJurisdiction} has no rung {rung}.',
    words: RUNGS,
  },
  'earlier-than-last-decision': {
    status: 409,
    zh: '该称号已有 {lastEffectiveOn} 生效的决定，不能再补更早的决定。',
    en: 'A decision on this title took effect on {lastEffectiveOn}; an earlier one cannot be added.',
  },
  'title-already-held': {
    status: 409,
    zh: '该单位自 {since} 起已持有{held}。',
    en: 'The unit has held {held} since {since}.',
    words: RUNGS,
  },
  'ladder-refuses': {
    status: 422,
    zh: '授予{rung}须先持有以下之一：{required}；当日持有：{held}。',
    en: 'For {rung} the unit must hold one of: {required}. That day it held: {held}.',
    words: RUNGS,
  },
  'title-not-held': {
    status: 409,
    zh: '该单位在 {on} 不持有{level}称号。',
    en: 'The unit does not hold a title of level {level} on {on}.',
    words: RUNGS,
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
    zh: '{level}重复列出。',
    en: 'Level {level} is listed twice.',
    words: RUNGS,
  },
  'level-not-listed': {
    status: 422,
    zh: '{level}未列入本规则的级别。',
    en: 'Level {level} is not among the levels of the policy.',
    words: RUNGS,
  },
  'rung-listed-twice': { status: 422, zh: '同一阶重复列出。', en: 'A rung is listed twice.' },
};
