import { type ProjectionShard, shardsOf, type Wanted } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from './definitions.js';

/** What units do and are told, and the sums of it; the history of each unit is as much work as all sums together. */
const isRecord: Wanted = (context, projection) =>
  ['activities', 'supervision'].includes(context) ||
  (context === 'overview' && projection !== 'unit-timeline');

/** Two threads share the folding, about half and half. */
export const PROJECTION_SHARDS: readonly ProjectionShard[] = shardsOf(CONTEXT_DEFINITIONS, {
  records: isRecord,
  results: (...projection) => !isRecord(...projection),
});
