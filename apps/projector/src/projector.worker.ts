import { type EventReader, openEmbeddedReader, openEventStoreDb } from '#platform/event-store';
import { runProjectorWorker } from '#platform/projections';
import type { Configuration } from '#platform/http';
import { PROJECTION_SHARDS } from './shards.js';

/** How the worker opens the store that is followed. */
export interface FollowedStoreOptions {
  readonly eventStore: Configuration['eventStore'];
  readonly dataDir: string;
}

runProjectorWorker(
  (shard) => PROJECTION_SHARDS.find(({ name }) => name === shard)?.definitions ?? [],
  ({ eventStore, dataDir }: FollowedStoreOptions): Promise<EventReader> =>
    eventStore.kind === 'embedded' ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStore.url),
);
