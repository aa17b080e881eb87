import { Nested, Text } from '#platform/http';
import { TitleDecisionBody } from '../title.dto.js';

export class RevokeTitleBody {
  @Nested(() => TitleDecisionBody)
  decision!: TitleDecisionBody;

  @Text({ max: 500, lines: true, about: '撤销理由 Why.' })
  reason!: string;
}
