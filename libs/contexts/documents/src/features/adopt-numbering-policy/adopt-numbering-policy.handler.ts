import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptNumberingPolicy } from '../../domain/numbering-policy/numbering-policy.commands.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';

@CommandHandler(AdoptNumberingPolicy)
export class AdoptNumberingPolicyHandler implements ICommandHandler<AdoptNumberingPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptNumberingPolicy): Promise<Receipt> {
    const stream = numberingPolicy.streamOf(command.data.jurisdiction);
    return this.repository.execute({
      decider: numberingPolicy.life,
      stream,
      command,
    });
  }
}
