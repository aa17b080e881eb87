import { type ProjectionShard, shardsOf } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from './definitions.js';

const BUSY = new Set(['activities', 'supervision']);

/** Two threads share the folding, about half and half: what units do and are told, and what is made of it. */
export const PROJECTION_SHARDS: readonly ProjectionShard[] = shardsOf(CONTEXT_DEFINITIONS, {
  records: (context) => BUSY.has(context),
  results: (context) => !BUSY.has(context),
});
