import type { EventCatalogue } from '#platform/event-sourcing';
import type { CreditCodeEvent } from './domain/credit-code/credit-code.events.js';
import type { JurisdictionEvent } from './domain/jurisdiction/jurisdiction.events.js';
import type { UnitDissolved, UnitEvent } from './domain/unit/unit.events.js';

export type UnitsEvent = UnitEvent | JurisdictionEvent | CreditCodeEvent;

export const unitsEvents = {
  JurisdictionRegistered: {
    version: 1,
    meaning: 'An administrative division is served from now on.',
    words: '登记行政区划',
  },
  CreditCodeReserved: {
    version: 1,
    meaning: 'A unified social credit code belongs to this unit.',
    words: '占用统一社会信用代码',
  },
  UnitRegistered: { version: 1, meaning: 'A unit is registered.', words: '登记单位' },
  UnitDissolved: {
    version: 1,
    meaning: 'A unit is dissolved.',
    words: '单位撤销',
    occurredOn: ({ dissolvedOn }: UnitDissolved['data']) => dissolvedOn,
  },
} satisfies EventCatalogue<UnitsEvent['type']>;
