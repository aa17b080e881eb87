import { unitRegisteredV1, type UnitRegisteredV1 } from '#contexts/units/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';
import type { CriticisedUnitV1 } from '../../contracts/index.js';
import type {
  CirculationNoticeIssued,
  CirculationNoticeWithdrawn,
  RectificationAccepted,
  RectificationOverdue,
  RectificationReported,
} from '../../domain/circulation-notice/circulation-notice.events.js';

export interface Criticism {
  readonly noticeId: string;
  readonly issuedOn: string;
  readonly personTimes: number;
  readonly open: boolean;
  /** The deadline is over and the unit has reported nothing. */
  readonly overdue?: true;
}

/** A unit and the criticisms issued against it and not withdrawn; units never criticised have none. */
export interface CriticismRow {
  readonly unitId: string;
  readonly unitName: string;
  readonly jurisdiction: string;
  readonly criticisms: readonly Criticism[];
}

type Event =
  | ProjectionEvent<typeof unitRegisteredV1, UnitRegisteredV1>
  | ProjectionEvent<'CirculationNoticeIssued', CirculationNoticeIssued['data']>
  | ProjectionEvent<'CirculationNoticeWithdrawn', CirculationNoticeWithdrawn['data']>
  | ProjectionEvent<'RectificationReported', RectificationReported['data']>
  | ProjectionEvent<'RectificationOverdue', RectificationOverdue['data']>
  | ProjectionEvent<'RectificationAccepted', RectificationAccepted['data']>;

export const criticismList: Projection<CriticismRow, Event> = {
  name: 'criticism-list',
  version: 2,
  handles: [
    unitRegisteredV1,
    'CirculationNoticeIssued',
    'CirculationNoticeWithdrawn',
    'RectificationReported',
    'RectificationOverdue',
    'RectificationAccepted',
  ],
  keysOf(event) {
    switch (event.type) {
      case unitRegisteredV1:
      case 'RectificationReported':
      case 'RectificationAccepted':
        return [event.data.unitId];
      case 'RectificationOverdue':
        return event.data.unitIds;
      case 'CirculationNoticeIssued':
      case 'CirculationNoticeWithdrawn':
        return event.data.kind === 'criticism' ? event.data.units.map(({ unitId }) => unitId) : [];
    }
  },
  evolve(row, { type, data }, key) {
    if (type === unitRegisteredV1) {
      const { unitId, name, jurisdiction } = data;
      return { unitId, unitName: name, jurisdiction, criticisms: row?.criticisms ?? [] };
    }
    if (!row) throw new Error(`unit ${key} is named before it is registered`);
    const others = row.criticisms.filter(({ noticeId }) => noticeId !== data.noticeId);
    switch (type) {
      case 'CirculationNoticeIssued': {
        const personTimes = data.units.find(({ unitId }) => unitId === key)?.personTimes ?? 0;
        const { noticeId, issuedOn } = data;
        return { ...row, criticisms: [...others, { noticeId, issuedOn, personTimes, open: true }] };
      }
      case 'CirculationNoticeWithdrawn':
        return { ...row, criticisms: others };
      case 'RectificationReported':
        return row.criticisms.some(({ noticeId, overdue }) => overdue && noticeId === data.noticeId)
          ? changed(row, data.noticeId, ({ overdue: _, ...reported }) => reported)
          : row;
      case 'RectificationOverdue':
        return changed(row, data.noticeId, (criticism) => ({ ...criticism, overdue: true }));
      case 'RectificationAccepted':
        return changed(row, data.noticeId, (criticism) => ({ ...criticism, open: false }));
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    /** 1 where the list shows the unit. */
    criticised: ({ criticisms }) => (criticisms.length > 0 ? 1 : 0),
  },
};

const changed = (
  row: CriticismRow,
  noticeId: string,
  change: (criticism: Criticism) => Criticism,
): CriticismRow => ({
  ...row,
  criticisms: row.criticisms.map((each) => (each.noticeId === noticeId ? change(each) : each)),
});

/** The unit's line over the notices issued from … to (inclusive); null when none names it then. */
export function criticisedUnit(row: CriticismRow, from?: string, to?: string): CriticisedUnitV1 | null {
  const within = row.criticisms.filter(
    ({ issuedOn }) => (!from || issuedOn >= from) && (!to || issuedOn <= to),
  );
  if (within.length === 0) return null;
  const { unitId, unitName, jurisdiction } = row;
  const overdue = within.filter((criticism) => criticism.overdue).length;
  return {
    unitId,
    unitName,
    jurisdiction,
    personTimes: within.reduce((sum, { personTimes }) => sum + personTimes, 0),
    notices: within.length,
    openRectifications: within.filter(({ open }) => open).length,
    ...(overdue > 0 && { overdueRectifications: overdue }),
  };
}
