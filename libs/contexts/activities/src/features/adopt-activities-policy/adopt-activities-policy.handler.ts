import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptActivitiesPolicy } from '../../domain/activities-policy/activities-policy.commands.js';
import { activitiesPolicy } from '../../domain/activities-policy/activities-policy.decider.js';

@CommandHandler(AdoptActivitiesPolicy)
export class AdoptActivitiesPolicyHandler implements ICommandHandler<AdoptActivitiesPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptActivitiesPolicy): Promise<Receipt> {
    const stream = activitiesPolicy.streamOf(command.data.jurisdiction);
    return this.repository.execute({
      decider: activitiesPolicy.life,
      stream,
      command,
    });
  }
}
