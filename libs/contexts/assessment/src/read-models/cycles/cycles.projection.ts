import type { Projection, ProjectionEvent } from '#platform/projections';
import type { CycleOpened } from '../../domain/cycle/cycle.events.js';

/** A cycle with its window and the policy version it pins. */
export type CycleRow = CycleOpened['data'];

type Event = ProjectionEvent<'CycleOpened', CycleOpened['data']>;

/** Every cycle ever opened, by id. */
export const cycles: Projection<CycleRow, Event> = {
  name: 'cycles',
  version: 1,
  handles: ['CycleOpened'],
  keysOf: ({ data }) => [data.cycleId],
  evolve: (_, { data }) => ({ ...data }),
  indexes: { jurisdiction: ({ jurisdiction }) => jurisdiction },
};
