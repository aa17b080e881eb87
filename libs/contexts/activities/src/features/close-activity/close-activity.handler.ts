import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { firstRefused } from '#contexts/units/contracts';
import { DeciderRepository, findPolicyInForce, type Receipt } from '#platform/event-store';
import { Directories, NotFoundProblem, Refusal } from '#platform/http';
import { isWithin } from '#platform/values';
import { activitiesPolicy } from '../../domain/activities-policy/activities-policy.decider.js';
import { CloseActivity } from '../../domain/activity/activity.commands.js';
import {
  type Activity,
  activity,
  type ActivityFacts,
  activityStream,
} from '../../domain/activity/activity.decider.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';

@CommandHandler(CloseActivity)
export class CloseActivityHandler implements ICommandHandler<CloseActivity> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
  ) {}

  execute(command: CloseActivity): Promise<Receipt> {
    return this.repository.execute({
      decider: activity,
      stream: activityStream(command.data.activityId),
      command,
      facts: (state) => this.factsFor(command, state),
    });
  }

  private async factsFor(command: CloseActivity, state: Activity): Promise<ActivityFacts> {
    if (state.status === 'unregistered') throw new NotFoundProblem('activity-not-found');
    const { jurisdiction, organiserUnitId } = state.plan;
    await this.checkUnits(command, organiserUnitId, cityOf(jurisdiction));
    const { occurredTo } = command.data;
    const policy = await findPolicyInForce(this.repository, activitiesPolicy, jurisdiction, occurredTo);
    return { jurisdiction, policy };
  }

  /** Who took part is named here; the organiser was named on registration, so the first day is to blame. */
  private async checkUnits({ data }: CloseActivity, organiserUnitId: string, city: string): Promise<void> {
    const organiser = { unitId: organiserUnitId, pointer: '/occurredFrom' };
    const named = data.outcomes.units.map(({ unitId }, index) => ({
      unitId,
      pointer: `/outcomes/units/${index}/unitId`,
    }));
    const known = await this.directories
      .of(knownUnits)
      .find([organiser, ...named].map(({ unitId }) => unitId));
    const refused =
      firstRefused([organiser], known, data.occurredFrom, () => true) ??
      firstRefused(named, known, data.occurredFrom, (code) => isWithin(code, city));
    if (refused) throw new Refusal(refused.code, refused.details);
  }
}

/** Units of one city take part in each other's activities, whichever district they stand in. */
const cityOf = (jurisdiction: string): string => `${jurisdiction.slice(0, 4)}00`;
