import type { UnitName } from '#contexts/units/contracts';
import { rule, Shown, ShownByName, ShownList } from '#platform/http';
import type {
  Audience,
  Finding,
  NoticeEntry,
  NoticeKind,
} from '../../domain/circulation-notice/circulation-notice.events.js';
import type { NoticeRectification } from '../../read-models/notices/notice-rectification.js';
import type { NoticeRow } from '../../read-models/notices/notices.projection.js';
import { NOTICE_KINDS } from '../notice-kinds.js';

/** One line of the list: the entries are on the notice's own route. */
export type NoticeLine = Omit<NoticeRow, 'entries' | 'rectifications'>;

const STATUSES = ['filed', 'issued', 'withdrawn'] satisfies NoticeRow['status'][];
const AUDIENCES = ['unit', 'system', 'public'] satisfies Audience[];
const STEPS = ['open', 'reported', 'accepted'] satisfies NoticeRectification['status'][];

/** The days a notice covers, as OpenAPI shows them. */
export class NoticePeriodAnswer implements Required<NoticeRow['period']> {
  @Shown(rule.day())
  from!: string;

  @Shown(rule.day())
  to!: string;
}

/** {@link Finding}, as OpenAPI shows it. */
export class FindingAnswer implements Required<Finding> {
  @Shown({ type: 'string' }, { about: '问题类别 What was found.' })
  kind!: string;

  @Shown(rule.day(), { about: '日期 The day.' })
  on!: string;

  @Shown({ type: 'string' }, { optional: true, about: '地点 Place.' })
  place!: string;

  @Shown({ type: 'string' }, { optional: true, about: '备注 Note.' })
  note!: string;
}

/** {@link NoticeEntry} with the unit's name, as OpenAPI shows it. */
export class NoticeEntryAnswer implements Required<NoticeEntry & UnitName> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { optional: true, about: '单位名称 Name.' })
  unitName!: string;

  @Shown(rule.count(), { about: '人次 Person-times.' })
  personTimes!: number;

  @ShownList(() => FindingAnswer, { about: '问题 What was found.' })
  findings!: FindingAnswer[];
}

/** {@link NoticeLine}, as OpenAPI shows it. */
export class NoticeLineAnswer implements Required<NoticeLine> {
  @Shown(rule.identifier())
  noticeId!: string;

  @Shown(rule.jurisdiction(), { about: '发文机关所在区划 Where it is issued.' })
  jurisdiction!: string;

  @Shown(rule.oneOf(...NOTICE_KINDS), { about: '批评或表扬 Criticism or commendation.' })
  kind!: NoticeKind;

  @Shown({ type: 'string' }, { about: '标题 Title.' })
  title!: string;

  @ShownList({ type: 'string' }, { about: '发文机关 Issuing bodies.' })
  issuers!: string[];

  @Shown(rule.oneOf(...AUDIENCES), { about: '通报范围 Audience.' })
  audience!: Audience;

  @Shown(() => NoticePeriodAnswer, { about: '通报所涉期间 Period covered.' })
  period!: NoticePeriodAnswer;

  @Shown(rule.day(), { optional: true, about: '整改期限 Deadline for rectification.' })
  rectifyBy!: string;

  @Shown(rule.day(), {
    optional: true,
    about: '登记日期，修改后为修改之日 Filed, or last amended, on this day.',
  })
  filedOn!: string;

  @Shown(rule.oneOf(...STATUSES))
  status!: NoticeRow['status'];

  @Shown({ type: 'string' }, { optional: true, about: '文号 Document number.' })
  documentNumber!: string;

  @Shown({ type: 'string' }, { optional: true, about: '文件上所写的文号 As written on the paper.' })
  documentNumberText!: string;

  @Shown(rule.day(), { optional: true, about: '签发日期 Issued on this day.' })
  issuedOn!: string;

  @Shown(rule.day(), { optional: true, about: '撤回日期 Withdrawn on this day.' })
  withdrawnOn!: string;

  @Shown({ type: 'string' }, { optional: true, about: '撤回理由 Why it was withdrawn.' })
  withdrawnReason!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 Issued before the day it was filed.' })
  backEntry!: true;

  @Shown({ type: 'string' }, { optional: true, about: '补录理由 Why it was entered late.' })
  backEntryReason!: string;
}

/** {@link NoticeRectification}, as OpenAPI shows it. */
export class RectificationAnswer implements Required<NoticeRectification> {
  @Shown(rule.oneOf(...STEPS))
  status!: NoticeRectification['status'];

  @Shown(rule.day(), { optional: true, about: '整改期限 Deadline.' })
  rectifyBy!: string;

  @Shown(rule.truth(), {
    optional: true,
    about: '逾期未整改 The deadline is over and nothing has been reported.',
  })
  overdue!: true;

  @Shown(rule.day(), { optional: true, about: '上报日期 Reported on this day.' })
  reportedOn!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 Entered after the day it was reported.' })
  backEntry!: true;

  @Shown({ type: 'string' }, { optional: true, about: '补录理由 Why it was entered late.' })
  backEntryReason!: string;

  @Shown(rule.day(), { optional: true, about: '核查日期 Verified on this day.' })
  verifiedOn!: string;

  @Shown({ type: 'string' }, { optional: true, about: '整改措施 What the unit did, as it last reported.' })
  measures!: string;

  @Shown(rule.day(), { optional: true, about: '退回日期 Last returned on this day.' })
  returnedOn!: string;

  @Shown({ type: 'string' }, { optional: true, about: '退回原因 Why it was last returned.' })
  shortcomings!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 The last look back was entered after its day.' })
  verificationBackEntry!: true;

  @Shown({ type: 'string' }, { optional: true, about: '补录理由 Why it was entered late.' })
  verificationBackEntryReason!: string;
}

/** {@link NoticeRow}, as OpenAPI shows it. */
export class NoticeAnswer extends NoticeLineAnswer implements Required<NoticeRow> {
  @ShownList(() => NoticeEntryAnswer, { about: '通报到的单位 Units it names.' })
  entries!: NoticeEntryAnswer[];

  @ShownByName(RectificationAnswer, { about: '各单位整改情况，按单位标识 Rectifications by unit id.' })
  rectifications!: Record<string, RectificationAnswer>;
}
