import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Receipt } from '#platform/event-store';
import { AwardStar } from '../../domain/title/title.commands.js';
import { TitleJudgement } from '../title-judgement.js';

@CommandHandler(AwardStar)
export class AwardStarHandler implements ICommandHandler<AwardStar> {
  constructor(private readonly judgement: TitleJudgement) {}

  execute(command: AwardStar): Promise<Receipt> {
    return this.judgement.pass(command);
  }
}
