import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { MarkRectificationOverdue } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(MarkRectificationOverdue)
export class MarkRectificationOverdueHandler implements ICommandHandler<MarkRectificationOverdue> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: MarkRectificationOverdue): Promise<Receipt> {
    return decideOnNotice(this.repository, command);
  }
}
