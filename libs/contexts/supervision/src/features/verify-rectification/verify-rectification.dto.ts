import { BackEntryReason, Day, Identifier, OneOf, Text } from '#platform/http';

export class VerifyRectificationBody {
  @Identifier()
  unitId!: string;

  @Day()
  verifiedOn!: string;

  @BackEntryReason('it is entered after that day')
  reason?: string;

  @OneOf(['accepted', 'returned'], { about: '验收结论 Accepted or returned.' })
  outcome!: 'accepted' | 'returned';

  @Text({ max: 1000, lines: true, optional: true, about: '退回时必填 Required when returned.' })
  shortcomings?: string;

  @Day({ optional: true, about: '退回时必填的新期限 New deadline, required when returned.' })
  rectifyBy?: string;
}
