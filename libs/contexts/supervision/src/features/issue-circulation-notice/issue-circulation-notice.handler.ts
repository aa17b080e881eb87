import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NUMBER_REGISTER, type NumberRegister } from '#contexts/documents/contracts';
import { firstRefused } from '#contexts/units/contracts';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { Directories, Refusal } from '#platform/http';
import { IssueCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  type ReservedForNotice,
} from '../../domain/circulation-notice/circulation-notice.decider.js';
import type { CirculationNotice } from '../../domain/circulation-notice/circulation-notice.state.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(IssueCirculationNotice)
export class IssueCirculationNoticeHandler implements ICommandHandler<IssueCirculationNotice> {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
    @Inject(NUMBER_REGISTER) private readonly numbers: NumberRegister,
  ) {}

  execute(command: IssueCirculationNotice): Promise<Receipt> {
    return decideOnNotice(this.repository, command, (notice) => this.reserveNumber(command, notice));
  }

  /** Only for a notice that can be issued: decided dry, its units looked up, so that no number is spent on a refusal. */
  private async reserveNumber(
    command: IssueCirculationNotice,
    notice: CirculationNotice,
  ): Promise<ReservedForNotice | null> {
    circulationNotice.decide(command, notice, null);
    if (notice.status !== 'filed') return null;
    await this.checkUnits(command, notice.draft.entries);
    const { noticeId, documentNumber, issuedOn } = command.data;
    return this.numbers.reserve({
      jurisdiction: notice.draft.jurisdiction,
      text: documentNumber,
      pointer: '/documentNumber',
      year: Number(issuedOn.slice(0, 4)),
      documentId: noticeId,
      requestedBy: command.context,
    });
  }

  /** The draft stands: where a unit it names is gone by the day of issue, that day is to blame. */
  private async checkUnits(
    { data }: IssueCirculationNotice,
    entries: readonly { readonly unitId: string }[],
  ): Promise<void> {
    const named = entries.map(({ unitId }) => ({ unitId, pointer: '/issuedOn' }));
    const known = await this.directories.of(knownUnits).find(named.map(({ unitId }) => unitId));
    const refused = firstRefused(named, known, data.issuedOn, () => true);
    if (refused) throw new Refusal(refused.code, refused.details);
  }
}
