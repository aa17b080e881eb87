import { rule, Shown, ShownList } from '#platform/http';
import type { CriticisedUnitV1 } from '../../contracts/index.js';
import type { CriticismPage } from './list-criticisms.query.js';

/** {@link CriticisedUnitV1}, as OpenAPI shows it. */
export class CriticisedUnitAnswer implements Required<CriticisedUnitV1> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { about: '单位名称 Name.' })
  unitName!: string;

  @Shown(rule.jurisdiction(), { about: '所在行政区划 Where it stands.' })
  jurisdiction!: string;

  @Shown(rule.count(), { about: '人次 Person-times of criticisms issued and not withdrawn.' })
  personTimes!: number;

  @Shown(rule.count(), { about: '通报次数 Notices of criticism that name it.' })
  notices!: number;

  @Shown(rule.count(), { about: '待整改件数 Those that wait for an accepted rectification.' })
  openRectifications!: number;

  @Shown(rule.count({ min: 1 }), {
    optional: true,
    about: '其中逾期未整改件数，没有则不列 Those overdue without a report; absent where there are none.',
  })
  overdueRectifications!: number;
}

/** Totals of the whole list, as OpenAPI shows them. */
export class CriticismTotalsAnswer implements Required<CriticismPage['totals']> {
  @Shown(rule.count(), { about: '单位数，每单位计一次 Units, each once.' })
  units!: number;

  @Shown(rule.count(), { about: '人次 Person-times.' })
  personTimes!: number;
}

/** {@link CriticismPage}, as OpenAPI shows it. */
export class CriticismPageAnswer implements Required<CriticismPage> {
  @ShownList(() => CriticisedUnitAnswer)
  items!: CriticisedUnitAnswer[];

  @Shown(
    { type: 'string' },
    {
      optional: true,
      about: '下一页从此处起，末页没有 Where the next page begins; absent on the last.',
    },
  )
  cursor!: string;

  @Shown(() => CriticismTotalsAnswer, { about: '全部名单的合计 Of the whole list, not of this page.' })
  totals!: CriticismTotalsAnswer;
}
