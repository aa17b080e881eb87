import { rule, Shown } from '#platform/http';
import type { HeldTitle, Paper } from './held-titles.js';

/** {@link Paper}, as OpenAPI shows it. */
export class PaperAnswer implements Required<Paper> {
  @Shown({ type: 'string' }, { about: '决定机关 Deciding body.' })
  body!: string;

  @Shown({ type: 'string' }, { about: '文号 Document number.' })
  documentNumber!: string;

  @Shown({ type: 'string' }, { about: '文件上所写的文号 As written on the paper.' })
  documentNumberText!: string;

  @Shown({ type: 'string' }, { about: '依据 Legal basis.' })
  legalBasis!: string;

  @Shown(rule.day(), { about: '生效日期 Day it takes effect.' })
  effectiveOn!: string;
}

/** The days on which a star is held, as OpenAPI shows them. */
export class HeldDaysAnswer implements Required<Pick<HeldTitle, 'star' | 'since' | 'until'>> {
  @Shown(rule.count({ min: 1, max: 5 }), { optional: true, about: '星级 Star.' })
  star!: number;

  @Shown(rule.day(), { about: '起始日 First day it is held.' })
  since!: string;

  @Shown(rule.day(), { optional: true, about: '届满日 First day it is no longer held.' })
  until!: string;
}

/** {@link HeldTitle}, as OpenAPI shows it. */
export class HeldTitleAnswer extends HeldDaysAnswer implements Required<HeldTitle> {
  @Shown(() => PaperAnswer, { about: '授予决定 The award.' })
  decision!: PaperAnswer;

  @Shown(() => PaperAnswer, { optional: true, about: '最近一次保留决定 The last retention in effect.' })
  retained!: PaperAnswer;
}
