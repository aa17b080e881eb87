import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Directories } from '#platform/http';
import { FileCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  circulationNoticeStream,
} from '../../domain/circulation-notice/circulation-notice.decider.js';
import { refuseUnits } from '../draft.js';
import { noticeStanding } from '../notice-standing.js';

@CommandHandler(FileCirculationNotice)
export class FileCirculationNoticeHandler implements ICommandHandler<FileCirculationNotice> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
  ) {}

  execute(command: FileCirculationNotice): Promise<Receipt> {
    const { noticeId } = command.data;
    return this.repository.execute({
      decider: circulationNotice,
      stream: circulationNoticeStream(noticeId),
      command,
      creates: noticeId,
      facts: async () => {
        await refuseUnits(command.data, this.directories);
        return null;
      },
      shown: (notice) => noticeStanding(notice, command.context.actorUnitId),
    });
  }
}
