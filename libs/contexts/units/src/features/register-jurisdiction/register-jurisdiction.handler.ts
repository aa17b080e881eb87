import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { RegisterJurisdiction } from '../../domain/jurisdiction/jurisdiction.commands.js';
import { jurisdiction, jurisdictionStream } from '../../domain/jurisdiction/jurisdiction.decider.js';

@CommandHandler(RegisterJurisdiction)
export class RegisterJurisdictionHandler implements ICommandHandler<RegisterJurisdiction> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: RegisterJurisdiction): Promise<Receipt> {
    const { code } = command.data;
    return this.repository.execute({
      decider: jurisdiction,
      stream: jurisdictionStream(code),
      command,
      creates: code,
    });
  }
}
