import { type EventReader, openEmbeddedReader, openEventStoreDb } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import { runProcessesWorker } from '#platform/processes';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';
import { CONTEXT_PROCESSES } from './process-definitions.js';

/** How the worker opens the store it reads. */
export interface ReadStoreOptions {
  readonly eventStore: Configuration['eventStore'];
  readonly dataDir: string;
}

runProcessesWorker({
  definitions: CONTEXT_DEFINITIONS,
  processes: CONTEXT_PROCESSES,
  openStore: ({ eventStore, dataDir }: ReadStoreOptions): Promise<EventReader> =>
    eventStore.kind === 'embedded' ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStore.url),
});
