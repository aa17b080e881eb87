import type { DeciderRepository, Receipt } from '#platform/event-store';
import type { CirculationNoticeCommand } from '../domain/circulation-notice/circulation-notice.commands.js';
import {
  circulationNotice,
  circulationNoticeStream,
  type ReservedForNotice,
} from '../domain/circulation-notice/circulation-notice.decider.js';
import type { CirculationNotice } from '../domain/circulation-notice/circulation-notice.state.js';
import { concerns, noticeStanding } from './notice-standing.js';

/** Looks up what a decision about a notice needs; most need nothing. */
export type NoticeFacts = (
  notice: CirculationNotice,
) => Promise<ReservedForNotice | null> | ReservedForNotice | null;

/** Decides on the notice a command names. A caller whose If-Match is stale is shown how the notice stands. */
export const decideOnNotice = (
  repository: DeciderRepository,
  command: CirculationNoticeCommand,
  facts: NoticeFacts = () => null,
): Promise<Receipt> =>
  repository.execute({
    decider: circulationNotice,
    stream: circulationNoticeStream(command.data.noticeId),
    command,
    facts,
    // The same request sent many times at once reserves a number once: the others find its receipt.
    inTurn: true,
    shown: (notice) => noticeStanding(notice, command.context.actorUnitId),
    isTold: (event) => concerns(event, command.context.actorUnitId),
  });
