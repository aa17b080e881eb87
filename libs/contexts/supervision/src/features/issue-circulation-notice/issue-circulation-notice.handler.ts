import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NUMBER_REGISTER, type NumberRegister } from '#contexts/documents/contracts';
import { DeciderRepository, type Receipt } from '#platform/event-store';
import { IssueCirculationNotice } from '../../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  type ReservedForNotice,
} from '../../domain/circulation-notice/circulation-notice.decider.js';
import type { CirculationNotice } from '../../domain/circulation-notice/circulation-notice.state.js';
import { decideOnNotice } from '../decide-on-notice.js';

@CommandHandler(IssueCirculationNotice)
export class IssueCirculationNoticeHandler implements ICommandHandler<IssueCirculationNotice> {
  constructor(
    private readonly repository: DeciderRepository,
    @Inject(NUMBER_REGISTER) private readonly numbers: NumberRegister,
  ) {}

  execute(command: IssueCirculationNotice): Promise<Receipt> {
    return decideOnNotice(this.repository, command, (notice) => this.reserveNumber(command, notice));
  }

  /** Only for a notice that can be issued: the decision is taken dry first, so that no number is spent on a refusal. */
  private async reserveNumber(
    command: IssueCirculationNotice,
    notice: CirculationNotice,
  ): Promise<ReservedForNotice | null> {
    circulationNotice.decide(command, notice, null);
    if (notice.status !== 'filed') return null;
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
}
