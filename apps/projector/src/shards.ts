import { type ProjectionShard, shardsOf } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from './definitions.js';

const COMPUTED = new Set(['assessment', 'overview']);

/** Two threads share the folding: what contexts keep of their own events, and what is computed from all of them. */
export const PROJECTION_SHARDS: readonly ProjectionShard[] = shardsOf(CONTEXT_DEFINITIONS, {
  records: (context) => !COMPUTED.has(context),
  results: (context) => COMPUTED.has(context),
});
