import type { Projection, ProjectionEvent } from '#platform/projections';
import type { UnitDissolved, UnitKind, UnitRegistered } from '../../domain/unit/unit.events.js';

export interface UnitRow {
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
  version: 1,
  handles: ['UnitRegistered', 'UnitDissolved'],
  keysOf: ({ data }) => [data.unitId],
  evolve(row, { type, data }) {
    switch (type) {
      case 'UnitRegistered':
        return { ...data };
      case 'UnitDissolved':
        return row && { ...row, dissolvedOn: data.dissolvedOn };
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    kind: ({ kind }) => kind,
    name: ({ name }) => name,
  },
  trees: { kind: 'none' },
};
