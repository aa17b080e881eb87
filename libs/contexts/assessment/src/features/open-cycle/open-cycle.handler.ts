import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { OpenCycle } from '../../domain/cycle/cycle.commands.js';
import { cycle, type CycleFacts, cycleStream, parseCycleId } from '../../domain/cycle/cycle.decider.js';
import { scoringPolicy } from '../../domain/scoring-policy/scoring-policy.decider.js';

@CommandHandler(OpenCycle)
export class OpenCycleHandler implements ICommandHandler<OpenCycle> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: OpenCycle): Promise<Receipt> {
    const { cycleId } = command.data;
    return this.repository.execute({
      decider: cycle,
      stream: cycleStream(cycleId),
      command,
      creates: cycleId,
      facts: () => this.pinned(command),
    });
  }

  /** The version of the rules in force where and when the cycle begins. */
  private async pinned({ data: { cycleId, from } }: OpenCycle): Promise<CycleFacts> {
    const place = parseCycleId(cycleId);
    if (!place) throw new Error(`${cycleId} is no cycle id`);
    const found = await policyInForce(this.repository, scoringPolicy, place.jurisdiction, from, '/from');
    const { jurisdiction, version } = found;
    return { policy: { jurisdiction, version } };
  }
}
