import { type EventReader, openEmbeddedReader, openEventStoreDb } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import { runAsOfWorker } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';

/** How the worker opens the store it reads. */
export interface ReadStoreOptions {
  readonly eventStore: Configuration['eventStore'];
  readonly dataDir: string;
}

runAsOfWorker(CONTEXT_DEFINITIONS, ({ eventStore, dataDir }: ReadStoreOptions): Promise<EventReader> =>
  eventStore.kind === 'embedded' ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStore.url),
);
