import type { Process, ProcessEvent } from '#platform/processes';
import { shanghaiDate } from '#platform/values';
import { MarkRectificationOverdue } from '../../domain/circulation-notice/circulation-notice.commands.js';
import type {
  CirculationNoticeIssued,
  CirculationNoticeWithdrawn,
  RectificationAccepted,
  RectificationReported,
  RectificationReturned,
} from '../../domain/circulation-notice/circulation-notice.events.js';

/** Deadlines of the named units that have not reported, by unit. */
export interface OpenDeadlines {
  readonly rectifyBy: Readonly<Record<string, string>>;
}

type Event =
  | ProcessEvent<'CirculationNoticeIssued', CirculationNoticeIssued['data']>
  | ProcessEvent<'RectificationReported', RectificationReported['data']>
  | ProcessEvent<'RectificationAccepted', RectificationAccepted['data']>
  | ProcessEvent<'RectificationReturned', RectificationReturned['data']>
  | ProcessEvent<'CirculationNoticeWithdrawn', CirculationNoticeWithdrawn['data']>;

/** When the last day of a deadline is over and a named unit has not reported, its rectification is overdue. */
export const rectificationDeadline: Process<OpenDeadlines, Event> = {
  name: 'rectification-deadline',
  version: 1,
  handles: [
    'CirculationNoticeIssued',
    'RectificationReported',
    'RectificationAccepted',
    'RectificationReturned',
    'CirculationNoticeWithdrawn',
  ],
  sends: [MarkRectificationOverdue],
  keyOf: ({ data }) => data.noticeId,
  react(state, { type, data }) {
    switch (type) {
      case 'CirculationNoticeIssued': {
        const { rectifyBy, kind, units } = data;
        if (rectifyBy === undefined || kind !== 'criticism') return { state: null };
        const deadlines = units.map(({ unitId }) => [unitId, rectifyBy] as const);
        return { state: open(Object.fromEntries<string>(deadlines)), timers: [{ endOf: rectifyBy }] };
      }
      case 'RectificationReturned': {
        const { unitId, rectifyBy } = data;
        return { state: open({ ...state?.rectifyBy, [unitId]: rectifyBy }), timers: [{ endOf: rectifyBy }] };
      }
      case 'RectificationReported':
      case 'RectificationAccepted': {
        const { [data.unitId]: _, ...rest } = state?.rectifyBy ?? {};
        return { state: open(rest) };
      }
      case 'CirculationNoticeWithdrawn':
        return { state: null };
    }
  },
  onTimer(state, { dueAt, endOf: rectifyBy }, noticeId) {
    if (rectifyBy === undefined || !Object.values(state?.rectifyBy ?? {}).includes(rectifyBy))
      return { state };
    const data = { noticeId, rectifyBy, overdueFrom: shanghaiDate(dueAt) };
    return { state, commands: [{ command: MarkRectificationOverdue, data }] };
  },
};

const open = (rectifyBy: Readonly<Record<string, string>>): OpenDeadlines | null =>
  Object.keys(rectifyBy).length === 0 ? null : { rectifyBy };
