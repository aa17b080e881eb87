import {
  noticeIssuedV1,
  type NoticeIssuedV1,
  noticeWithdrawnV1,
  type NoticeWithdrawnV1,
} from '#contexts/supervision/contracts';
import {
  unitDissolvedV1,
  type UnitDissolvedV1,
  unitRegisteredV1,
  type UnitRegisteredV1,
} from '#contexts/units/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

/** How many units were ever registered in one jurisdiction, not counting what lies below it. */
export interface RegisteredUnits {
  readonly kind: 'registered';
  readonly jurisdiction: string;
  readonly units: number;
}

export interface StandingUnit {
  readonly kind: 'unit';
  readonly name: string;
  readonly jurisdiction: string;
  readonly dissolvedOn?: string;
}

/** A unit criticised by notices of one year, by day of issue, that are not withdrawn. */
export interface CriticisedUnit {
  readonly kind: 'criticised';
  readonly unitId: string;
  /** Where the unit stands. */
  readonly jurisdiction: string;
  readonly year: string;
  /** 人次 by notice. */
  readonly notices: Readonly<Record<string, number>>;
}

export type UnitOverviewRow = RegisteredUnits | StandingUnit | CriticisedUnit;

type NoticeEvent =
  | ProjectionEvent<typeof noticeIssuedV1, NoticeIssuedV1>
  | ProjectionEvent<typeof noticeWithdrawnV1, NoticeWithdrawnV1>;
type Event =
  | ProjectionEvent<typeof unitRegisteredV1, UnitRegisteredV1>
  | ProjectionEvent<typeof unitDissolvedV1, UnitDissolvedV1>
  | NoticeEvent;

/** Key of the row that says how a unit is called, where it stands and whether it is gone. */
export const unitKey = (unitId: string): string => `unit:${unitId}`;
const registeredKey = (jurisdiction: string): string => `registered:${jurisdiction}`;
const criticisedKey = (year: string, unitId: string): string => `criticised:${year}:${unitId}`;
const yearOf = (day: string): string => day.slice(0, 4);

/** Begins of the index `place`: the rows of a kind in a jurisdiction's subtree. */
export const unitPlaces = {
  registered: (prefix: string): string => `registered:${prefix}`,
  dissolved: (prefix: string): string => `dissolved:${prefix}`,
  criticised: (year: number | string, prefix: string): string => `criticised:${year}:${prefix}`,
};

/** Units registered and dissolved by place, and units criticised by year and place. */
export const unitOverview: Projection<UnitOverviewRow, Event> = {
  name: 'unit-overview',
  version: 2,
  handles: [unitRegisteredV1, unitDissolvedV1, noticeIssuedV1, noticeWithdrawnV1],
  keysOf(event) {
    switch (event.type) {
      case unitRegisteredV1:
        return [registeredKey(event.data.jurisdiction), unitKey(event.data.unitId)];
      case unitDissolvedV1:
        return [unitKey(event.data.unitId)];
      case noticeIssuedV1:
      case noticeWithdrawnV1: {
        const { kind, issuedOn, units } = event.data;
        return kind === 'criticism' ? units.map(({ unitId }) => criticisedKey(yearOf(issuedOn), unitId)) : [];
      }
    }
  },
  referencesOf: (event) =>
    event.type === noticeIssuedV1 && event.data.kind === 'criticism'
      ? event.data.units.map(({ unitId }) => unitKey(unitId))
      : [],
  evolve(row, event, key, references) {
    switch (event.type) {
      case unitRegisteredV1:
        return registered(row, event.data, key);
      case unitDissolvedV1:
        return row && { ...(row as StandingUnit), dissolvedOn: event.data.dissolvedOn };
      case noticeIssuedV1:
        return criticised(row as CriticisedUnit | null, event.data, key, references);
      case noticeWithdrawnV1:
        return withdrawn(row as CriticisedUnit | null, event.data);
    }
  },
  indexes: { place: (row) => placeOf(row) },
};

function registered(
  row: UnitOverviewRow | null,
  { unitId, name, jurisdiction }: UnitRegisteredV1,
  key: string,
): UnitOverviewRow {
  if (key === unitKey(unitId)) return { kind: 'unit', name, jurisdiction };
  const units = ((row as RegisteredUnits | null)?.units ?? 0) + 1;
  return { kind: 'registered', jurisdiction, units };
}

function criticised(
  row: CriticisedUnit | null,
  { noticeId, issuedOn, units }: NoticeIssuedV1,
  key: string,
  references: ReadonlyMap<string, UnitOverviewRow>,
): CriticisedUnit {
  const year = yearOf(issuedOn);
  const named = units.find(({ unitId }) => criticisedKey(year, unitId) === key);
  const unit = named && references.get(unitKey(named.unitId));
  if (!unit) throw new Error(`${key} is named before the unit is registered`);
  const { unitId, personTimes } = named;
  const notices = { ...row?.notices, [noticeId]: personTimes };
  return { kind: 'criticised', unitId, jurisdiction: unit.jurisdiction, year, notices };
}

function withdrawn(row: CriticisedUnit | null, { noticeId }: NoticeWithdrawnV1): CriticisedUnit | null {
  if (!row) return null;
  const { [noticeId]: _, ...notices } = row.notices;
  return Object.keys(notices).length === 0 ? null : { ...row, notices };
}

function placeOf(row: UnitOverviewRow): string | null {
  switch (row.kind) {
    case 'registered':
      return unitPlaces.registered(row.jurisdiction);
    case 'unit':
      return row.dissolvedOn === undefined ? null : unitPlaces.dissolved(row.jurisdiction);
    case 'criticised':
      return unitPlaces.criticised(row.year, row.jurisdiction);
  }
}
