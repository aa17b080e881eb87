import type { ContextDefinition } from '#platform/projections';
import { unitDissolvedV1, unitRegisteredV1 } from './contracts/index.js';
import { publishUnits } from './integration/publish-units.js';
import { jurisdictions } from './read-models/jurisdictions/jurisdictions.projection.js';
import { units } from './read-models/units/units.projection.js';
import { unitsEvents } from './units.events.js';

export const unitsDefinition: ContextDefinition = {
  name: 'units',
  events: unitsEvents,
  publish: publishUnits,
  contracts: [unitRegisteredV1, unitDissolvedV1],
  projections: [units, jurisdictions],
  topics: [],
  stateTopics: [],
};
