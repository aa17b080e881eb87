import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Receipt } from '#platform/event-store';
import { RevokeTitle } from '../../domain/title/title.commands.js';
import { TitleJudgement } from '../title-judgement.js';

@CommandHandler(RevokeTitle)
export class RevokeTitleHandler implements ICommandHandler<RevokeTitle> {
  constructor(private readonly judgement: TitleJudgement) {}

  execute(command: RevokeTitle): Promise<Receipt> {
    return this.judgement.pass(command);
  }
}
