import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adoptPolicy, DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptTitlePolicy } from '../../domain/title-policy/title-policy.commands.js';
import { titlePolicy } from '../../domain/title-policy/title-policy.decider.js';

@CommandHandler(AdoptTitlePolicy)
export class AdoptTitlePolicyHandler implements ICommandHandler<AdoptTitlePolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptTitlePolicy): Promise<Receipt> {
    return adoptPolicy(this.repository, titlePolicy, command);
  }
}
