import type { ContextDefinition } from '#platform/projections';
import { activityOverview } from './read-models/activity-overview/activity-overview.projection.js';
import { policies } from './read-models/policies/policies.projection.js';
import { titleOverview } from './read-models/title-overview/title-overview.projection.js';
import { unitOverview } from './read-models/unit-overview/unit-overview.projection.js';
import { unitTimeline } from './read-models/unit-timeline/unit-timeline.projection.js';

/** Boards and summaries over other contexts: it folds their contracts and states nothing of its own. */
export const overviewDefinition: ContextDefinition = {
  name: 'overview',
  events: {},
  publish: () => [],
  contracts: [],
  projections: [unitOverview, activityOverview, titleOverview, unitTimeline, policies],
  topics: [],
  stateTopics: [],
};
