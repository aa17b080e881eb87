import { BackEntryReason, Day } from '#platform/http';

export class DissolveUnitBody {
  @Day({ about: '撤销日期 Day from which the unit is gone.' })
  dissolvedOn!: string;

  @BackEntryReason('it is entered after that day')
  reason?: string;
}
