import { unitDissolvedV1, type UnitDissolvedV1 } from './unit-dissolved.v1.js';
import { unitRegisteredV1, type UnitRegisteredV1 } from './unit-registered.v1.js';

/** What other contexts keep of a unit they may name. */
export interface KnownUnit {
  readonly name: string;
  readonly jurisdiction: string;
  readonly system?: string;
  readonly dissolvedOn?: string;
}

type UnitContract =
  | { readonly type: typeof unitRegisteredV1; readonly data: UnitRegisteredV1 }
  | { readonly type: typeof unitDissolvedV1; readonly data: UnitDissolvedV1 };

/** Another context's own list of units, folded from the contracts: a projection under that context's name. */
export const knownUnitsOf = (context: string) => ({
  name: `${context}-known-units`,
  version: 1,
  handles: [unitRegisteredV1, unitDissolvedV1] as const,
  keysOf: ({ data }: UnitContract): readonly string[] => [data.unitId],
  evolve(row: KnownUnit | null, { type, data }: UnitContract): KnownUnit | null {
    if (type === unitDissolvedV1) return row && { ...row, dissolvedOn: data.dissolvedOn };
    return { name: data.name, jurisdiction: data.jurisdiction, ...(data.system && { system: data.system }) };
  },
});

/** A unit's name as answers show it beside the id, absent where the context that answers does not know the unit. */
export interface UnitName {
  readonly unitName?: string;
}

/** Names by the ids of units, as a context's own rows of them tell. */
export interface NamesOfUnits {
  get(unitId: string): Pick<KnownUnit, 'name'> | null | undefined;
}

export function nameOf(unitId: string, known: NamesOfUnits): UnitName {
  const unitName = known.get(unitId)?.name;
  return unitName === undefined ? {} : { unitName };
}

/** Whatever is told of units, with their names beside their ids. */
export const withNames = <Told extends { readonly unitId: string }>(
  told: readonly Told[],
  known: NamesOfUnits,
): readonly (Told & UnitName)[] => told.map((one) => ({ ...one, ...nameOf(one.unitId, known) }));

export type UnitRefusal = 'unknown-unit' | 'dissolved-unit' | 'unit-outside-jurisdiction';

/** Why a unit may not be named on a day, or null. `isWithin` tells whether its jurisdiction is one that counts. */
export function refuseUnit(
  unit: KnownUnit | undefined,
  on: string,
  isWithin: (jurisdiction: string) => boolean,
): UnitRefusal | null {
  if (!unit) return 'unknown-unit';
  if (unit.dissolvedOn !== undefined && unit.dissolvedOn <= on) return 'dissolved-unit';
  return isWithin(unit.jurisdiction) ? null : 'unit-outside-jurisdiction';
}

/** The first of the named units that may not be named, and where the request names it; null when all may. */
export function firstRefused(
  named: readonly { readonly unitId: string; readonly pointer: string }[],
  known: ReadonlyMap<string, KnownUnit>,
  on: string,
  isWithin: (jurisdiction: string) => boolean,
): {
  readonly code: UnitRefusal;
  readonly details: { readonly unitId: string; readonly pointer: string };
} | null {
  for (const { unitId, pointer } of named) {
    const code = refuseUnit(known.get(unitId), on, isWithin);
    if (code) return { code, details: { unitId, pointer } };
  }
  return null;
}

/** What the refusals mean to a caller, the same in every context. */
export const unitRefusals: Readonly<
  Record<UnitRefusal, { readonly status: number; readonly zh: string; readonly en: string }>
> = {
  'unknown-unit': { status: 422, zh: '没有单位 {unitId}。', en: 'There is no unit {unitId}.' },
  'dissolved-unit': { status: 422, zh: '单位 {unitId} 已撤销。', en: 'Unit {unitId} is dissolved.' },
  'unit-outside-jurisdiction': {
    status: 422,
    zh: '单位 {unitId} 不在该行政区划内。',
    en: 'Unit {unitId} stands outside the jurisdiction.',
  },
};
