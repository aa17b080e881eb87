import type { ProblemMeanings } from '#platform/http';
import type { CreditCodeRejection } from '../domain/credit-code/credit-code.decider.js';
import type { JurisdictionRejection } from '../domain/jurisdiction/jurisdiction.decider.js';
import type { JurisdictionLevel } from '../domain/jurisdiction/jurisdiction.events.js';
import type { UnitRejection } from '../domain/unit/unit.decider.js';

type Code =
  UnitRejection | JurisdictionRejection | CreditCodeRejection | 'unit-not-found' | 'unknown-jurisdiction';

const LEVELS = {
  national: '国家',
  province: '省',
  city: '市',
  county: '县',
  district: '区',
} satisfies Record<JurisdictionLevel, string>;

export const unitsProblems: ProblemMeanings<Code> = {
  'unit-not-found': { status: 404, zh: '没有这个单位。', en: 'There is no such unit.' },
  'unit-not-registered': { status: 404, zh: '单位尚未登记。', en: 'The unit is not registered.' },
  'unit-already-registered': { status: 409, zh: '单位已经登记。', en: 'The unit is registered already.' },
  'unit-already-dissolved': {
    status: 409,
    zh: '单位已于 {dissolvedOn} 撤销。',
    en: 'The unit was dissolved on {dissolvedOn}.',
  },
  'dissolved-in-future': {
    status: 422,
    zh: '撤销日期不能晚于今天。',
    en: 'A unit cannot be dissolved in the future.',
  },
  'back-entry-needs-reason': {
    status: 422,
    zh: '所报日期早于登记之日，属于补录，须写明理由。',
    en: 'A day before that of its entry is back-entry and needs a reason.',
  },
  'jurisdiction-already-registered': {
    status: 409,
    zh: '该代码已登记为“{name}”。',
    en: 'The code is registered as {name} already.',
  },
  'level-contradicts-code': {
    status: 422,
    zh: '层级与代码不符：该代码的层级应为{levels}。',
    en: 'The level contradicts the code, whose level is {levels}.',
    words: LEVELS,
  },
  'unknown-jurisdiction': {
    status: 422,
    zh: '行政区划 {jurisdiction} 尚未登记。',
    en: 'Jurisdiction {jurisdiction} is not registered.',
  },
  'credit-code-taken': {
    status: 409,
    zh: '该统一社会信用代码已属于另一单位。',
    en: 'Another unit holds this unified social credit code.',
  },
};
