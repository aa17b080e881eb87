import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { DissolveUnit } from '../../domain/unit/unit.commands.js';
import { unit, unitStream } from '../../domain/unit/unit.decider.js';

@CommandHandler(DissolveUnit)
export class DissolveUnitHandler implements ICommandHandler<DissolveUnit> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: DissolveUnit): Promise<Receipt> {
    return this.repository.execute({ decider: unit, stream: unitStream(command.data.unitId), command });
  }
}
