import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { VoidDocumentNumber } from '../../domain/number-register/number-register.commands.js';
import {
  numberRegister,
  numberRegisterStream,
} from '../../domain/number-register/number-register.decider.js';

@CommandHandler(VoidDocumentNumber)
export class VoidDocumentNumberHandler implements ICommandHandler<VoidDocumentNumber> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: VoidDocumentNumber): Promise<Receipt> {
    const { jurisdiction, issuerCode, year } = command.data;
    const stream = numberRegisterStream(jurisdiction, issuerCode, year);
    return this.repository.execute({
      decider: numberRegister,
      stream,
      command,
      facts: () => null,
      inTurn: true,
    });
  }
}
