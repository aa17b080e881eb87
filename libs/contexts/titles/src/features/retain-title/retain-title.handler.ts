import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Receipt } from '#platform/event-store';
import { RetainTitle } from '../../domain/title/title.commands.js';
import { TitleJudgement } from '../title-judgement.js';

@CommandHandler(RetainTitle)
export class RetainTitleHandler implements ICommandHandler<RetainTitle> {
  constructor(private readonly judgement: TitleJudgement) {}

  execute(command: RetainTitle): Promise<Receipt> {
    return this.judgement.pass(command);
  }
}
