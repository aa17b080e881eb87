import { type LateEntry, lateEntry, type Projection, type ProjectionEvent } from '#platform/projections';
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

/** Every unit ever registered, by id. */
export const units: Projection<UnitRow, Event> = {
  name: 'units',
  version: 2,
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
  },
  trees: { kind: 'none' },
};
