import type { AsOfJob } from '#platform/projections';
import { identifier, oneOf } from '../fields/rules.js';
import { Shown, ShownList } from '../openapi/shown.js';

/** {@link AsOfJob}, as OpenAPI shows it. */
export class AsOfJobAnswer implements Required<AsOfJob> {
  @Shown(identifier())
  id!: string;

  @ShownList({ type: 'string' }, { about: '所折叠的投影 What is folded.' })
  projections!: string[];

  @Shown(oneOf('folding', 'ready', 'failed'), {
    about: 'ready：原查询即可得到结果 ready: the query answers now.',
  })
  state!: AsOfJob['state'];

  @Shown(
    { type: 'integer' },
    { nullable: true, about: '当时最后一个事件的序号 Ordinal of the last event known then.' },
  )
  ordinal!: number | null;

  @Shown({ type: 'integer' }, { about: '已折叠到的序号 Ordinal it is folded up to.' })
  folded!: number;

  @Shown({ type: 'string' }, { nullable: true, about: '失败原因 Why it failed.' })
  reason!: string | null;
}

/** Where a job is to be looked up. */
export class AsOfPlaceAnswer {
  @Shown(identifier())
  job!: string;

  @Shown({ type: 'string', example: '/v1/as-of/6f1f2f0c-8d5e-8a10-9b3c-0d1e2f3a4b5c' })
  place!: string;
}
