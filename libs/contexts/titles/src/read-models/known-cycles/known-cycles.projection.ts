import { cycleOpenedV1, type CycleOpenedV1 } from '#contexts/assessment/contracts';
import type { Projection, ProjectionEvent } from '#platform/projections';

/** What titles keep of a cycle that a decision may name. */
export type KnownCycle = Pick<CycleOpenedV1, 'jurisdiction'>;

/** The cycles decisions on titles may name, by id. */
export const knownCycles: Projection<KnownCycle, ProjectionEvent<typeof cycleOpenedV1, CycleOpenedV1>> = {
  name: 'titles-known-cycles',
  version: 1,
  handles: [cycleOpenedV1],
  keysOf: ({ data }) => [data.cycleId],
  evolve: (_, { data: { jurisdiction } }) => ({ jurisdiction }),
};
