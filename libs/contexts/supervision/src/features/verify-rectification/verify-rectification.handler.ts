import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { VerifyRectification } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(VerifyRectification)
export class VerifyRectificationHandler implements ICommandHandler<VerifyRectification> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: VerifyRectification): Promise<Receipt> {
    return decideOnNotice(this.repository, command);
  }
}
