import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommandContext, consequence } from '#platform/event-sourcing';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Refusal } from '#platform/http';
import { derivedId } from '#platform/values';
import { ReserveCreditCode } from '../../domain/credit-code/credit-code.commands.js';
import { creditCode, creditCodeStream } from '../../domain/credit-code/credit-code.decider.js';
import { jurisdiction, jurisdictionStream } from '../../domain/jurisdiction/jurisdiction.decider.js';
import { RegisterUnit } from '../../domain/unit/unit.commands.js';
import { unit, unitStream } from '../../domain/unit/unit.decider.js';

@CommandHandler(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: RegisterUnit): Promise<Receipt> {
    const { unitId } = command.data;
    return this.repository.execute({
      decider: unit,
      stream: unitStream(unitId),
      command,
      creates: unitId,
      facts: () => this.prepare(command),
    });
  }

  private async prepare({ data, context }: RegisterUnit): Promise<void> {
    const { state } = await this.repository.load(jurisdiction, jurisdictionStream(data.jurisdiction));
    if (state.status === 'unregistered')
      throw new Refusal('unknown-jurisdiction', {
        pointer: '/jurisdiction',
        jurisdiction: data.jurisdiction,
      });
    if (data.creditCode !== undefined) await this.reserve(data.creditCode, data.unitId, context);
  }

  /** Idempotent by unit: what a crash leaves here is found by the same request when it comes again. */
  private async reserve(code: string, unitId: string, context: CommandContext): Promise<void> {
    const own = consequence(context, derivedId(context.commandId, 'credit-code'));
    const command = new ReserveCreditCode({ creditCode: code, unitId }, own);
    await this.repository.execute({ decider: creditCode, stream: creditCodeStream(code), command });
  }
}
