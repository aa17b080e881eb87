import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { WithdrawCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(WithdrawCirculationNotice)
export class WithdrawCirculationNoticeHandler implements ICommandHandler<WithdrawCirculationNotice> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: WithdrawCirculationNotice): Promise<Receipt> {
    return decideOnNotice(this.repository, command);
  }
}
