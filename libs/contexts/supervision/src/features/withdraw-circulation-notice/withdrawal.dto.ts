import { Day, Text } from '#platform/http';

export class WithdrawalBody {
  @Day()
  withdrawnOn!: string;

  @Text({ max: 500, lines: true, about: '撤回理由 Why.' })
  reason!: string;
}
