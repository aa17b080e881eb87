import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adoptPolicy, DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptNumberingPolicy } from '../../domain/numbering-policy/numbering-policy.commands.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';

@CommandHandler(AdoptNumberingPolicy)
export class AdoptNumberingPolicyHandler implements ICommandHandler<AdoptNumberingPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptNumberingPolicy): Promise<Receipt> {
    return adoptPolicy(this.repository, numberingPolicy, command);
  }
}
