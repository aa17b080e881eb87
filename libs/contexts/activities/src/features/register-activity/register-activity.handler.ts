import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refuseUnit } from '#contexts/units/contracts';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Directories, Refusal } from '#platform/http';
import { RegisterActivity } from '../../domain/activity/activity.commands.js';
import { activity, type ActivityFacts, activityStream } from '../../domain/activity/activity.decider.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';

@CommandHandler(RegisterActivity)
export class RegisterActivityHandler implements ICommandHandler<RegisterActivity> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
  ) {}

  execute(command: RegisterActivity): Promise<Receipt> {
    const { activityId } = command.data;
    return this.repository.execute({
      decider: activity,
      stream: activityStream(activityId),
      command,
      creates: activityId,
      facts: () => this.organiserOf(command),
    });
  }

  private async organiserOf({ data }: RegisterActivity): Promise<ActivityFacts> {
    const { organiserUnitId: unitId, plannedFrom } = data;
    const organiser = (await this.directories.of(knownUnits).find([unitId])).get(unitId);
    const refusal = refuseUnit(organiser, plannedFrom, () => true);
    if (!organiser || refusal)
      throw new Refusal(refusal ?? 'unknown-unit', { unitId, pointer: '/organiserUnitId' });
    return { jurisdiction: organiser.jurisdiction, policy: null };
  }
}
