import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adoptPolicy, DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptScoringPolicy } from '../../domain/scoring-policy/scoring-policy.commands.js';
import { scoringPolicy } from '../../domain/scoring-policy/scoring-policy.decider.js';

@CommandHandler(AdoptScoringPolicy)
export class AdoptScoringPolicyHandler implements ICommandHandler<AdoptScoringPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptScoringPolicy): Promise<Receipt> {
    return adoptPolicy(this.repository, scoringPolicy, command);
  }
}
