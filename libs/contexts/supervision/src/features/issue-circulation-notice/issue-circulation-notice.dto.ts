import { BackEntryReason, Day, Text } from '#platform/http';

export class IssueCirculationNoticeBody {
  @Text({ max: 80, optional: true, about: '文号，省略则取下一号 Document number; left out, the next one.' })
  documentNumber?: string;

  @Day({ about: '签发日期 Day of issue.' })
  issuedOn!: string;

  @BackEntryReason('it is issued before the day it was filed')
  reason?: string;
}
