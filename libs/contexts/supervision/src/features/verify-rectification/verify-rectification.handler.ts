import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { VerifyRectification } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  circulationNoticeStream,
} from '../../domain/circulation-notice/circulation-notice.decider.js';
import { noticeStanding } from '../notice-standing.js';

@CommandHandler(VerifyRectification)
export class VerifyRectificationHandler implements ICommandHandler<VerifyRectification> {
  constructor(private readonly repository: DeciderRepository) {}

  execute(command: VerifyRectification): Promise<Receipt> {
    const stream = circulationNoticeStream(command.data.noticeId);
    return this.repository.execute({
      decider: circulationNotice,
      stream,
      command,
      facts: () => null,
      shown: (notice) => noticeStanding(notice, command.context.actorUnitId),
    });
  }
}
