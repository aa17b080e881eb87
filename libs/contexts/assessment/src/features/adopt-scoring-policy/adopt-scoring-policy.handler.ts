import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptScoringPolicy } from '../../domain/scoring-policy/scoring-policy.commands.js';
import { scoringPolicy } from '../../domain/scoring-policy/scoring-policy.decider.js';

@CommandHandler(AdoptScoringPolicy)
export class AdoptScoringPolicyHandler implements ICommandHandler<AdoptScoringPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptScoringPolicy): Promise<Receipt> {
    const stream = scoringPolicy.streamOf(command.data.jurisdiction);
    return this.repository.execute({ decider: scoringPolicy.life, stream, command });
  }
}
