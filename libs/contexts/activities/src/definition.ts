import type { ContextDefinition } from '#platform/projections';
import { activitiesEvents } from './activities.events.js';
import { activitiesPolicyAdoptedV1, activityClosedV1, activityRegisteredV1 } from './contracts/index.js';
import { publishActivities } from './integration/publish-activities.js';
import { activities } from './read-models/activities/activities.projection.js';
import { knownUnits } from './read-models/known-units/known-units.projection.js';

export const activitiesDefinition: ContextDefinition = {
  name: 'activities',
  events: activitiesEvents,
  publish: publishActivities,
  contracts: [activityRegisteredV1, activityClosedV1, activitiesPolicyAdoptedV1],
  contractsOf: {
    ActivityRegistered: [activityRegisteredV1],
    ActivityClosed: [activityClosedV1],
    ActivitiesPolicyAdopted: [activitiesPolicyAdoptedV1],
  },
  projections: [activities, knownUnits],
  topics: [{ topic: 'civitas.activities.v1', contracts: [activityRegisteredV1, activityClosedV1] }],
  stateTopics: [],
};
