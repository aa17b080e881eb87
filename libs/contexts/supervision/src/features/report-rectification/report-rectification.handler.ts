import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { ReportRectification } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(ReportRectification)
export class ReportRectificationHandler implements ICommandHandler<ReportRectification> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: ReportRectification): Promise<Receipt> {
    return decideOnNotice(this.repository, command);
  }
}
