import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { WithdrawCirculationNoticeDraft } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(WithdrawCirculationNoticeDraft)
export class WithdrawCirculationNoticeDraftHandler implements ICommandHandler<WithdrawCirculationNoticeDraft> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: WithdrawCirculationNoticeDraft): Promise<Receipt> {
    return decideOnNotice(this.repository, command);
  }
}
