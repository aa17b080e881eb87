import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Directories } from '#platform/http';
import { AmendCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import { circulationNotice } from '../../domain/circulation-notice/circulation-notice.decider.js';
import { decideOnNotice } from '../decide-on-notice.js';
import { refuseUnits } from '../draft.js';

@CommandHandler(AmendCirculationNotice)
export class AmendCirculationNoticeHandler implements ICommandHandler<AmendCirculationNotice> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
  ) {}

  /** Decided dry: units are looked up only for a draft that changes. */
  execute(command: AmendCirculationNotice): Promise<Receipt> {
    return decideOnNotice(this.repository, command, async (notice) => {
      if (circulationNotice.decide(command, notice, null).length > 0)
        await refuseUnits(command.data, this.directories);
      return null;
    });
  }
}
