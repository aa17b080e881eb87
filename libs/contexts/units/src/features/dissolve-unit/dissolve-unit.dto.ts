import { Day, Text } from '#platform/http';

export class DissolveUnitBody {
  @Day({ about: '撤销日期 Day from which the unit is gone.' })
  dissolvedOn!: string;

  @Text({
    max: 500,
    lines: true,
    optional: true,
    about: '补录理由 Why it is entered after that day.',
  })
  reason?: string;
}
