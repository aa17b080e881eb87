import { Nested } from '#platform/http';
import { CycleId, TitleDecisionBody } from '../title.dto.js';

export class RetainTitleBody {
  @CycleId()
  cycle!: string;

  @Nested(() => TitleDecisionBody)
  decision!: TitleDecisionBody;
}
