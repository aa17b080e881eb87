import type { PolicyRejection } from '#platform/event-sourcing';
import type { ProblemMeanings } from '#platform/http';
import type { CycleRejection } from '../domain/cycle/cycle.decider.js';
import type { ScoringPolicyRejection } from '../domain/scoring-policy/scoring-policy.decider.js';

/** The platform says what goes wrong with any policy. */
type PolicyCode = Exclude<ScoringPolicyRejection, PolicyRejection>;

type ReadCode =
  | 'unit-not-found'
  | 'cycle-not-found'
  | 'unit-not-in-cycle'
  | 'member-not-on-board'
  | 'jurisdiction-outside-cycle'
  | 'explanation-too-long'
  | 'explanation-not-ready';

const policyProblems: ProblemMeanings<PolicyCode> = {
  'part-named-twice': { status: 422, zh: '测评部分的编号重复。', en: 'Two parts have the same code.' },
  'item-named-twice': { status: 422, zh: '测评项目的编号重复。', en: 'Two items have the same code.' },
  'unknown-part': { status: 422, zh: '项目所属部分不存在。', en: 'The item names a part that is not there.' },
  'filter-does-not-fit-fact': {
    status: 422,
    zh: '此类事实没有该筛选属性。',
    en: 'Facts of this kind have no such attribute to filter by.',
  },
  'fact-has-no-person-times': {
    status: 422,
    zh: '此类事实不计人次，只能按次计分。',
    en: 'Facts of this kind have no person-times and count by occurrence.',
  },
  'cap-not-positive': { status: 422, zh: '封顶分值须大于零。', en: 'A cap must be greater than zero.' },
  'points-out-of-range': {
    status: 422,
    zh: '分值的绝对值不得超过 {most}。',
    en: 'Points must lie between -{most} and {most}.',
  },
};

const cycleProblems: ProblemMeanings<CycleRejection> = {
  'cycle-ends-before-start': {
    status: 422,
    zh: '测评周期的结束早于开始。',
    en: 'The cycle ends before it starts.',
  },
  'window-misses-year': {
    status: 422,
    zh: '测评周期与其年份 {year} 不符。',
    en: 'The window has no day in {year}, the year the cycle is named after.',
  },
  'cycle-already-open': {
    status: 409,
    zh: '该测评周期已启动，期间为 {from} 至 {to}。',
    en: 'The cycle is open already, from {from} to {to}.',
  },
};

const readProblems: ProblemMeanings<ReadCode> = {
  'unit-not-found': { status: 404, zh: '没有这个单位。', en: 'There is no such unit.' },
  'cycle-not-found': { status: 404, zh: '没有这个测评周期。', en: 'There is no such cycle.' },
  'unit-not-in-cycle': {
    status: 404,
    zh: '该单位不在此测评周期的范围内。',
    en: 'The cycle does not cover this unit.',
  },
  'member-not-on-board': {
    status: 404,
    zh: '该单位不在此榜单上。',
    en: 'The unit does not stand on this board.',
  },
  'jurisdiction-outside-cycle': {
    status: 422,
    zh: '行政区划 {jurisdiction} 不在此测评周期的范围内。',
    en: 'The cycle does not cover jurisdiction {jurisdiction}.',
  },
  'explanation-too-long': {
    status: 422,
    zh: '计分依据超过 {most} 条，无法一次列出。',
    en: 'More than {most} facts make up this score; they cannot be listed at once.',
  },
  'explanation-not-ready': {
    status: 503,
    zh: '计分依据正在更新，请稍后重试。',
    en: 'The facts behind this score are being brought up to date; try again.',
  },
};

export const assessmentProblems = { ...policyProblems, ...cycleProblems, ...readProblems };
