import { Day, Text } from '#platform/http';

export class WithdrawCirculationNoticeBody {
  @Day()
  withdrawnOn!: string;

  @Text({ max: 500, lines: true, about: '撤回理由 Why.' })
  reason!: string;
}
