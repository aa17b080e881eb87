import { rule, Shown } from '#platform/http';
import type { LineKind } from '../../read-models/unit-timeline/tellings.js';
import { LINE_KINDS, type ToldLine, type Words } from './timeline-words.js';

/** {@link Words}, as OpenAPI shows them. */
export class WordsAnswer implements Required<Words> {
  @Shown({ type: 'string' })
  zh!: string;

  @Shown({ type: 'string' })
  en!: string;
}

/** {@link ToldLine}, as OpenAPI shows it. */
export class TimelineLineAnswer implements Required<ToldLine> {
  @Shown(rule.day(), { about: '日期 The day it happened or took effect.' })
  on!: string;

  @Shown(rule.oneOf(...LINE_KINDS), { about: '事项 What is told.' })
  kind!: LineKind;

  @Shown(() => WordsAnswer, { about: '中文、英文 In Chinese and English.' })
  words!: WordsAnswer;

  @Shown(
    { type: 'string', example: '/v1/notices/…' },
    { about: '明细所在 The route that shows it in detail.' },
  )
  source!: string;

  @Shown(rule.count(), { about: '账本序号 Ordinal of the event in the ledger.' })
  ordinal!: number;

  @Shown(rule.truth(), {
    optional: true,
    about: '补录 Entered after its day; of a notice, filed after it was issued.',
  })
  backEntry!: true;

  @Shown(rule.truth(), {
    optional: true,
    about: '单位撤销后仍被提及 Names the unit on or after the day it was dissolved.',
  })
  afterDissolution!: true;
}
