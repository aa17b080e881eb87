import type { ProjectionStatus, SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { decide } from './town.js';

export const statusOf = (models: SqliteReadModels, name: string): ProjectionStatus | undefined =>
  models.status().find((each) => each.name === name);

/** Waits until it is active, nothing of it is parked, and it was recounted and found right. */
export const wellAgain = (models: SqliteReadModels, name: string): Promise<unknown> =>
  eventually(`${name} to be whole`, () => {
    const found = statusOf(models, name);
    return (
      found?.state === 'active' &&
      found.parkedKeys.length === 0 &&
      found.coverage.verifiedTo === found.ordinal &&
      !found.coverage.wrong
    );
  });

/** Asks for a rebuild of the generation that stands there now. */
export const rebuild = (store: MemoryEventStore, models: SqliteReadModels, name: string): Promise<void> =>
  decide(store, 'ProjectionRebuildRequested', name, { generation: statusOf(models, name)?.generation });
