import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStoreDb } from '#platform/event-store';
import { type Configuration, ConfigurationError, readConfiguration } from '#platform/http';
import { openLog } from '#platform/observability';
import { Projector } from '#platform/projections';
import { type Closable, Opened, runProcess } from '#platform/runtime';
import { startTracing } from '#platform/tracing';
import { CONTEXT_DEFINITIONS } from './definitions.js';

/** The projector as a process of its own: events over EVENT_STORE_URL, read models in DATA_DIR. */
export const run = (): Promise<void> => runProcess(() => startAlone(readConfiguration(process.env)));

function startAlone({ eventStore, dataDir, log: wanted, tracing: spans }: Configuration): Promise<Closable> {
  return Opened.by(async (opened) => {
    if (eventStore.kind !== 'eventstoredb')
      throw new ConfigurationError([
        'EVENT_STORE_URL is missing: the projector alone has no log of its own (npm start has)',
      ]);
    await mkdir(dataDir, { recursive: true });
    const log = openLog(wanted);
    const tracing = await startTracing(spans, 'projector');
    opened.add(() => tracing.close());
    const store = await openEventStoreDb(eventStore.url);
    opened.add(() => store.close());
    let last = '';
    const projector = new Projector({
      store,
      file: join(dataDir, 'read-models.sqlite'),
      definitions: CONTEXT_DEFINITIONS,
      onProgress: () => {
        const { state, reason } = projector.status();
        if (state !== last) log.info({ state, reason }, 'projector');
        last = state;
      },
    });
    projector.start();
    opened.add(() => projector.stop());
    return opened;
  });
}
