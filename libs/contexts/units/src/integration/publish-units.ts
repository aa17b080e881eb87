import type { Contract } from '#platform/projections';
import {
  unitDissolvedV1,
  type UnitDissolvedV1,
  unitRegisteredV1,
  type UnitRegisteredV1,
} from '../contracts/index.js';
import type { UnitsEvent } from '../units.events.js';

export type UnitsContract =
  Contract<typeof unitRegisteredV1, UnitRegisteredV1> | Contract<typeof unitDissolvedV1, UnitDissolvedV1>;

export function publishUnits({ type, data }: UnitsEvent): readonly UnitsContract[] {
  switch (type) {
    case 'UnitRegistered': {
      const { unitId, name, jurisdiction, kind, system } = data;
      return [
        {
          type: unitRegisteredV1,
          key: unitId,
          data: { unitId, name, jurisdiction, kind, ...(system && { system }) },
        },
      ];
    }
    case 'UnitDissolved':
      return [
        {
          type: unitDissolvedV1,
          key: data.unitId,
          data: {
            unitId: data.unitId,
            dissolvedOn: data.dissolvedOn,
            ...(data.backEntry && { backEntry: data.backEntry }),
          },
        },
      ];
    case 'JurisdictionRegistered':
    case 'CreditCodeReserved':
      return [];
  }
}
