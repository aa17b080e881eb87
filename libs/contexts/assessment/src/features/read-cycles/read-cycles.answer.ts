import { rule, Shown } from '#platform/http';
import type { CycleRow } from '../../read-models/cycles/cycles.projection.js';
import { AppliedPolicyAnswer } from '../applied-policy.answer.js';

/** {@link CycleRow}, as OpenAPI shows it. */
export class CycleAnswer implements Required<CycleRow> {
  @Shown({ type: 'string', example: '990100-2021' })
  cycleId!: string;

  @Shown(rule.jurisdiction(), { about: '行政区划 Whose cycle it is.' })
  jurisdiction!: string;

  @Shown(rule.day(), { about: '起始日 First day whose facts count.' })
  from!: string;

  @Shown(rule.day(), { about: '截止日 Last day whose facts count.' })
  to!: string;

  @Shown(() => AppliedPolicyAnswer, { about: '所用评分规则 The policy that scores the whole cycle.' })
  policy!: AppliedPolicyAnswer;
}
