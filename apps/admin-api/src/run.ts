import { openEventStoreDb } from '#platform/event-store';
import {
  type Configuration,
  ConfigurationError,
  PlatformProblem,
  prepareDataDirectory,
  type ProjectionOperations,
  readConfiguration,
} from '#platform/http';
import { openLog, spansLost } from '#platform/observability';
import type { ShardedReadModels } from '#platform/projections';
import { type Closable, Opened, runProcess } from '#platform/runtime';
import { startTracing } from '#platform/tracing';
import { CONTEXT_MODULES } from './contexts.js';
import { keepsUpCheck } from './health-checks.js';
import { openHistory } from './open-history.js';
import { openProcesses } from './open-processes.js';
import { openReadModels, openRunning } from './open-running.js';
import { startAdminApi } from './start-admin-api.js';

/** The API as a process of its own: events over EVENT_STORE_URL, read models that the projector keeps in the same DATA_DIR. */
export const run = (): Promise<void> => runProcess(() => startAlone(readConfiguration(process.env)));

function startAlone(configuration: Configuration): Promise<Closable> {
  return Opened.by(async (opened) => {
    const { eventStore } = configuration;
    if (eventStore.kind !== 'eventstoredb')
      throw new ConfigurationError([
        'EVENT_STORE_URL is missing: the API alone has no log of its own (npm start has)',
      ]);
    prepareDataDirectory(configuration.dataDir);
    const log = openLog(configuration.log);
    const tracing = await startTracing(configuration.tracing, 'api', spansLost(log));
    opened.add(() => tracing.close());
    const store = await openEventStoreDb(eventStore.url);
    opened.add(() => store.close());
    const history = await openHistory(store, 'real', configuration, log);
    const readModels = openReadModels(configuration, history, opened);
    const parts = {
      configuration,
      log,
      history,
      readModels,
      projections: elsewhere(readModels),
      processes: await openProcesses(configuration, history, opened),
      checks: [keepsUpCheck(store, readModels)],
    };
    const api = await startAdminApi(await openRunning(parts, opened), CONTEXT_MODULES, configuration);
    opened.add(() => api.close());
    log.info({ url: api.url }, 'ready');
    return opened;
  });
}

/** The projector is another process: its rows are seen, and it cannot be asked. */
const elsewhere = (readModels: ShardedReadModels): ProjectionOperations => ({
  status: () => readModels.status(),
  readOrdinal: () => null,
  refuseRebuild: () => {
    throw new PlatformProblem('projector-elsewhere');
  },
});
