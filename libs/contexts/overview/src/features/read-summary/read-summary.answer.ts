import { rule, Shown } from '#platform/http';
import type { SummaryItem, SummaryTopic } from './summary-item.js';

const TOPICS = ['circulation-notice', 'volunteer-activity', 'star-title', 'units'] satisfies SummaryTopic[];

/** {@link SummaryItem}, as OpenAPI shows it. */
export class SummaryItemAnswer implements Required<SummaryItem> {
  @Shown(rule.oneOf(...TOPICS), { about: '主题 Topic.' })
  topic!: SummaryTopic;

  @Shown({ type: 'string' }, { about: '指标 What is measured.' })
  measure!: string;

  @Shown({ type: 'string' }, { optional: true, about: '活动或系列名称 Of an activity or series.' })
  name!: string;

  @Shown(rule.identifier(), { optional: true })
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name of the unit.' })
  unitName!: string;

  @Shown({ type: 'integer' }, { about: '数值 The figure.' })
  value!: number;

  @Shown({ type: 'string' }, { about: '计量单位 Unit of measure.' })
  unitOfMeasure!: string;

  @Shown(rule.truth(), { about: '含约数 Somebody rounded what it is summed from.' })
  approximate!: boolean;

  @Shown(
    { type: 'string', example: '/v1/notices/…' },
    { about: '明细所在 The route that shows it in detail.' },
  )
  source!: string;
}
