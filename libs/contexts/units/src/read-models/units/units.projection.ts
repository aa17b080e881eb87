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
  /** Its end was entered after that day. */
  readonly backEntry?: true;
  /** Why, in the words of whoever entered it. */
  readonly backEntryReason?: string;
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
        return row && { ...row, dissolvedOn: data.dissolvedOn, ...lateness(data, at) };
    }
  },
  indexes: {
    jurisdiction: ({ jurisdiction }) => jurisdiction,
    kind: ({ kind }) => kind,
    name: ({ name }) => name,
  },
  trees: { kind: 'none' },
};

/** Metadata is parsed when it is asked for: hardly a unit's end is entered late. */
function lateness(
  { backEntry }: UnitDissolved['data'],
  at: Event['at'],
): Pick<UnitRow, 'backEntry' | 'backEntryReason'> {
  if (!backEntry) return {};
  const { reason: backEntryReason } = at.metadata;
  return { backEntry, ...(backEntryReason !== undefined && { backEntryReason }) };
}
