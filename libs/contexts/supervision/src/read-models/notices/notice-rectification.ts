import { type EventPlace, lateEntry, type LateEntry, reasonOf } from '#platform/projections';
import type {
  RectificationAccepted,
  RectificationReported,
  RectificationReturned,
} from '../../domain/circulation-notice/circulation-notice.events.js';

/**
 * How one named unit puts things right: its last report and the last look back stay visible side by side. The late
 * entry is that of the report.
 */
export interface NoticeRectification extends LateEntry {
  readonly status: 'open' | 'reported' | 'accepted';
  readonly rectifyBy?: string;
  /** The deadline is over and nothing has been reported. */
  readonly overdue?: true;
  readonly reportedOn?: string;
  /** What the unit did, as it last reported. */
  readonly measures?: string;
  /** When and why it was last returned. */
  readonly returnedOn?: string;
  readonly shortcomings?: string;
  readonly verifiedOn?: string;
  /** The last look back was entered after its day. */
  readonly verificationBackEntry?: true;
  /** Why, in the words of whoever entered it. */
  readonly verificationBackEntryReason?: string;
}

type Name = keyof NoticeRectification;

const REPORT: readonly Name[] = ['reportedOn', 'measures', 'backEntry', 'backEntryReason'];
const RETURN: readonly Name[] = ['returnedOn', 'shortcomings'];
const LOOK_BACK: readonly Name[] = ['verificationBackEntry', 'verificationBackEntryReason'];

const kept = (
  before: NoticeRectification | undefined,
  ...names: readonly Name[]
): Partial<NoticeRectification> =>
  Object.fromEntries(names.flatMap((name) => (before?.[name] === undefined ? [] : [[name, before[name]]])));

export function afterReport(
  before: NoticeRectification | undefined,
  data: RectificationReported['data'],
  at: EventPlace,
): NoticeRectification {
  const { reportedOn, measures } = data;
  const report = { status: 'reported', reportedOn, measures, ...lateEntry(data, at) } as const;
  return { ...kept(before, ...RETURN, ...LOOK_BACK), ...report };
}

export function afterReturn(
  before: NoticeRectification | undefined,
  { verifiedOn: returnedOn, rectifyBy, shortcomings, backEntry }: RectificationReturned['data'],
  at: EventPlace,
): NoticeRectification {
  const open = { status: 'open', rectifyBy, returnedOn, shortcomings } as const;
  return { ...kept(before, ...REPORT), ...open, ...lookedBackLate(backEntry, at) };
}

export const afterAcceptance = (
  before: NoticeRectification | undefined,
  { verifiedOn, backEntry }: RectificationAccepted['data'],
  at: EventPlace,
): NoticeRectification => ({
  ...kept(before, ...REPORT, ...RETURN),
  status: 'accepted',
  verifiedOn,
  ...lookedBackLate(backEntry, at),
});

export const afterDeadline = (
  before: NoticeRectification | undefined,
  rectifyBy: string,
): NoticeRectification => ({
  ...kept(before, ...REPORT, ...RETURN, ...LOOK_BACK),
  status: 'open',
  rectifyBy,
  overdue: true,
});

const lookedBackLate = (
  verificationBackEntry: true | undefined,
  at: EventPlace,
): Pick<NoticeRectification, 'verificationBackEntry' | 'verificationBackEntryReason'> =>
  verificationBackEntry ? { verificationBackEntry, ...reasonOf('verificationBackEntryReason', at) } : {};
