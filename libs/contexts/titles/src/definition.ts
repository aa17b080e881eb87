import type { ContextDefinition } from '#platform/projections';
import { starAwardedV1, titlePolicyAdoptedV1, titleRetainedV1, titleRevokedV1 } from './contracts/index.js';
import { publishTitles } from './integration/publish-titles.js';
import { dissolvedUnits } from './read-models/dissolved-units/dissolved-units.projection.js';
import { knownCycles } from './read-models/known-cycles/known-cycles.projection.js';
import { knownUnits } from './read-models/known-units/known-units.projection.js';
import { titles } from './read-models/titles/titles.projection.js';
import { titlesEvents } from './titles.events.js';

export const titlesDefinition: ContextDefinition = {
  name: 'titles',
  events: titlesEvents,
  publish: publishTitles,
  contracts: [starAwardedV1, titleRetainedV1, titleRevokedV1, titlePolicyAdoptedV1],
  projections: [titles, knownUnits, dissolvedUnits, knownCycles],
  topics: [{ topic: 'civitas.titles.v1', contracts: [starAwardedV1, titleRetainedV1, titleRevokedV1] }],
  stateTopics: [],
};
