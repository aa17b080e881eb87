import { Nested } from '#platform/http';
import { CycleId, Star, TitleDecisionBody } from '../title.dto.js';

export class AwardStarBody {
  @Star()
  star?: number;

  @CycleId()
  cycle!: string;

  @Nested(() => TitleDecisionBody)
  decision!: TitleDecisionBody;
}
