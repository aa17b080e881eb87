import { count } from '../fields/rules.js';
import { Shown } from '../openapi/shown.js';
import type { ProblemMeaning } from './problem.js';

/** A problem code with its meaning. */
export interface KnownProblem extends Omit<ProblemMeaning, 'words'> {
  readonly code: string;
}

/** {@link KnownProblem}, as OpenAPI shows it. */
export class KnownProblemAnswer implements Required<KnownProblem> {
  @Shown({ type: 'string', example: 'idempotency-key-reused' })
  code!: string;

  @Shown(count({ min: 400, max: 599 }), { about: 'HTTP 状态码 HTTP status.' })
  status!: number;

  @Shown({ type: 'string' }, { about: '中文含义 In Chinese.' })
  zh!: string;

  @Shown({ type: 'string' }, { about: '英文含义 In English.' })
  en!: string;
}
