import {
  type Condition,
  type LateEntry,
  lateEntry,
  type Projection,
  type ProjectionEvent,
} from '#platform/projections';
import type { UnitDissolved, UnitKind, UnitRegistered } from '../../domain/unit/unit.events.js';

/** A unit; the late entry is that of its end. */
export interface UnitRow extends LateEntry {
  readonly unitId: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly kind: UnitKind;
  readonly system?: string;
  readonly creditCode?: string;
  readonly headCount?: { readonly persons: number; readonly on: string };
  readonly dissolvedOn?: string;
}

type Event =
  | ProjectionEvent<'UnitRegistered', UnitRegistered['data']>
  | ProjectionEvent<'UnitDissolved', UnitDissolved['data']>;

/** Days as numbers, so that one behind a day can be asked for; a unit that is not dissolved is gone never. */
const numberOf = (day: string): number => Number(day.replaceAll('-', ''));
const NEVER = 99_999_999;

/** Every unit ever registered, by id. */
export const units: Projection<UnitRow, Event> = {
  name: 'units',
  version: 3,
  handles: ['UnitRegistered', 'UnitDissolved'],
  keysOf: ({ data }) => [data.unitId],
  evolve(row, { type, data, at }) {
    switch (type) {
      case 'UnitRegistered':
        return { ...data };
      case 'UnitDissolved':
        return row && { ...row, dissolvedOn: data.dissolvedOn, ...lateEntry(data, at) };
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    kind: ({ kind }) => kind,
    name: ({ name }) => name,
    goneFrom: ({ dissolvedOn }) => (dissolvedOn === undefined ? NEVER : numberOf(dissolvedOn)),
  },
  trees: { kind: 'none', goneFrom: 'none' },
};

/** Units that are not dissolved by the day. */
export const standingOn = (day: string): Record<'goneFrom', Condition> => ({
  goneFrom: { from: numberOf(day) + 1 },
});
