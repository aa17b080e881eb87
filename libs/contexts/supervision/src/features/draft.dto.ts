import { Count, Day, Identifier, Jurisdiction, ListOf, Nested, OneOf, rule, Text } from '#platform/http';
import type { Audience, NoticeKind } from '../domain/circulation-notice/circulation-notice.events.js';
import { NOTICE_KINDS } from './notice-kinds.js';

const AUDIENCES = ['unit', 'system', 'public'] satisfies Audience[];

export class FindingBody {
  @Text({ max: 50, about: '问题类别，如缺岗、迟到 What was found, e.g. absent, late.' })
  kind!: string;

  @Day()
  on!: string;

  @Text({ max: 200, optional: true, about: '地点 Place.' })
  place?: string;

  @Text({ max: 500, optional: true, lines: true })
  note?: string;
}

export class PeriodBody {
  @Day()
  from!: string;

  @Day()
  to!: string;
}

export class NoticeEntryBody {
  @Identifier()
  unitId!: string;

  @Count({ min: 1, max: 100_000, about: '人次 Person-times.' })
  personTimes!: number;

  @ListOf(() => FindingBody, { max: 200 })
  findings!: FindingBody[];
}

export class NoticeDraftBody {
  @Jurisdiction()
  jurisdiction!: string;

  @OneOf(NOTICE_KINDS, { about: '批评或表扬 Criticism or commendation.' })
  kind!: NoticeKind;

  @Text({ max: 200 })
  title!: string;

  @ListOf(rule.text({ max: 100 }), { min: 1, max: 20, about: '发文机关（可联合） Issuing bodies.' })
  issuers!: string[];

  @OneOf(AUDIENCES, { about: '通报范围 Audience.' })
  audience!: Audience;

  @Nested(() => PeriodBody, { about: '通报所涉期间 Period covered.' })
  period!: PeriodBody;

  @ListOf(() => NoticeEntryBody, { min: 1, max: 1000 })
  entries!: NoticeEntryBody[];

  @Day({ optional: true, about: '整改期限 Deadline for rectification.' })
  rectifyBy?: string;
}
