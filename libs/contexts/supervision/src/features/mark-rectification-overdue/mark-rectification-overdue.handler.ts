import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { MarkRectificationOverdue } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  circulationNoticeStream,
} from '../../domain/circulation-notice/circulation-notice.decider.js';

@CommandHandler(MarkRectificationOverdue)
export class MarkRectificationOverdueHandler implements ICommandHandler<MarkRectificationOverdue> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: MarkRectificationOverdue): Promise<Receipt> {
    const stream = circulationNoticeStream(command.data.noticeId);
    return this.repository.execute({ decider: circulationNotice, stream, command, facts: () => null });
  }
}
