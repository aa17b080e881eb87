import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { firstRefused } from '#contexts/units/contracts';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Directories, Refusal } from '#platform/http';
import { isWithin } from '#platform/values';
import { FileCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  circulationNoticeStream,
} from '../../domain/circulation-notice/circulation-notice.decider.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
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
        await this.checkUnits(command);
        return null;
      },
      shown: (notice) => noticeStanding(notice, command.context.actorUnitId),
    });
  }

  /** A unit that is gone by now may be named for a period that it saw end: the notice is issued no earlier. */
  private async checkUnits({ data }: FileCirculationNotice): Promise<void> {
    const named = data.entries.map(({ unitId }, index) => ({ unitId, pointer: `/entries/${index}/unitId` }));
    const known = await this.directories.of(knownUnits).find(named.map(({ unitId }) => unitId));
    const { jurisdiction, period } = data;
    const refused = firstRefused(named, known, period.to, (code) => isWithin(code, jurisdiction));
    if (refused) throw new Refusal(refused.code, refused.details);
  }
}
