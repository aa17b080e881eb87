import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adoptPolicy, DeciderRepository, type Receipt } from '#platform/event-store';
import { AdoptActivitiesPolicy } from '../../domain/activities-policy/activities-policy.commands.js';
import { activitiesPolicy } from '../../domain/activities-policy/activities-policy.decider.js';

@CommandHandler(AdoptActivitiesPolicy)
export class AdoptActivitiesPolicyHandler implements ICommandHandler<AdoptActivitiesPolicy> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: AdoptActivitiesPolicy): Promise<Receipt> {
    return adoptPolicy(this.repository, activitiesPolicy, command);
  }
}
