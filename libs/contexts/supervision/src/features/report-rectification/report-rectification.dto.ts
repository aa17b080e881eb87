import { BackEntryReason, Day, Flag, Identifier, Text } from '#platform/http';

export class ReportRectificationBody {
  @Identifier({ about: '整改单位 The unit that reports.' })
  unitId!: string;

  @Text({ max: 2000, lines: true, about: '整改措施 What was put right.' })
  measures!: string;

  @Day()
  reportedOn!: string;

  @BackEntryReason('it is entered after the day it was made')
  reason?: string;

  @Flag({ about: '经主要领导审核签字 Signed by the main leader.' })
  signedByMainLeader!: boolean;
}
