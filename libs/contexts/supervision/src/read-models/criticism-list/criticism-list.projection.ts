import { unitRegisteredV1, type UnitRegisteredV1 } from '#contexts/units/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';
import type { CriticisedUnitV1 } from '../../contracts/index.js';
import type {
  CirculationNoticeIssued,
  CirculationNoticeWithdrawn,
  RectificationAccepted,
} from '../../domain/circulation-notice/circulation-notice.events.js';

export interface Criticism {
  readonly noticeId: string;
  readonly issuedOn: string;
  readonly personTimes: number;
  readonly open: boolean;
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
  | ProjectionEvent<'RectificationAccepted', RectificationAccepted['data']>;

export const criticismList: Projection<CriticismRow, Event> = {
  name: 'criticism-list',
  version: 1,
  handles: [
    unitRegisteredV1,
    'CirculationNoticeIssued',
    'CirculationNoticeWithdrawn',
    'RectificationAccepted',
  ],
  keysOf(event) {
    switch (event.type) {
      case unitRegisteredV1:
      case 'RectificationAccepted':
        return [event.data.unitId];
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
      case 'RectificationAccepted': {
        const criticisms = row.criticisms.map((criticism) =>
          criticism.noticeId === data.noticeId ? { ...criticism, open: false } : criticism,
        );
        return { ...row, criticisms };
      }
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    /** 1 where the list shows the unit. */
    criticised: ({ criticisms }) => (criticisms.length > 0 ? 1 : 0),
  },
};

/** The unit's line over the notices issued from … to (inclusive); null when none names it then. */
export function criticisedUnit(row: CriticismRow, from?: string, to?: string): CriticisedUnitV1 | null {
  const within = row.criticisms.filter(
    ({ issuedOn }) => (!from || issuedOn >= from) && (!to || issuedOn <= to),
  );
  if (within.length === 0) return null;
  const { unitId, unitName, jurisdiction } = row;
  return {
    unitId,
    unitName,
    jurisdiction,
    personTimes: within.reduce((sum, { personTimes }) => sum + personTimes, 0),
    notices: within.length,
    openRectifications: within.filter(({ open }) => open).length,
  };
}
