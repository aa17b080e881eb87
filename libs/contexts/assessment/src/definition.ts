import type { ContextDefinition } from '#platform/projections';
import { assessmentEvents } from './assessment.events.js';
import { cycleOpenedV1, scoringPolicyAdoptedV1 } from './contracts/index.js';
import { publishCycles } from './integration/publish-cycles.js';
import { cycles } from './read-models/cycles/cycles.projection.js';
import { knownUnits } from './read-models/known-units/known-units.projection.js';
import { scoreFacts } from './read-models/score-facts/score-facts.projection.js';
import { scores } from './read-models/scores/scores.projection.js';

export const assessmentDefinition: ContextDefinition = {
  name: 'assessment',
  events: assessmentEvents,
  publish: publishCycles,
  contracts: [cycleOpenedV1, scoringPolicyAdoptedV1],
  projections: [scores, scoreFacts, cycles, knownUnits],
  topics: [],
  stateTopics: [],
};
