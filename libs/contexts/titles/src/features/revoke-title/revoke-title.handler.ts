import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { RevokeTitle } from '../../domain/title/title.commands.js';
import { title, titleStream } from '../../domain/title/title.decider.js';
import { TitleJudgement } from '../title-judgement.js';

@CommandHandler(RevokeTitle)
export class RevokeTitleHandler implements ICommandHandler<RevokeTitle> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly judgement: TitleJudgement,
  ) {}

  execute(command: RevokeTitle): Promise<Receipt> {
    const { unitId, level } = command.data;
    return this.repository.execute({
      decider: title,
      stream: titleStream(unitId, level),
      command,
      facts: (state) => this.judgement.prepare(command, state),
    });
  }
}
