import { openEventStoreDb } from '#platform/event-store';
import {
  type Configuration,
  ConfigurationError,
  measureProjections,
  prepareDataDirectory,
  projectionsCheck,
  readConfiguration,
  serveOperations,
  storeCheck,
} from '#platform/http';
import { type Log, Metrics, openLog } from '#platform/observability';
import { projectionsIn, ProjectionStandings, type ProjectorStatus, shardFile } from '#platform/projections';
import { type Closable, Opened, runProcess } from '#platform/runtime';
import { announceRival } from './announce-rival.js';
import { PROJECTION_SHARDS } from './shards.js';
import { startProjectorThreads } from './start-threads.js';
import { measureProjector, projectorCheck } from './watch-projector.js';

/** The projector as a process of its own: events over EVENT_STORE_URL, read models in DATA_DIR, its health on PORT. */
export const run = (): Promise<void> =>
  runProcess(() => startAlone(readConfiguration(process.env, 'operations')));

function startAlone(configuration: Configuration): Promise<Closable> {
  return Opened.by(async (opened) => {
    const { eventStore, dataDir } = configuration;
    if (eventStore.kind !== 'eventstoredb')
      throw new ConfigurationError([
        'EVENT_STORE_URL is missing: the projector alone has no log of its own (npm start has)',
      ]);
    prepareDataDirectory(dataDir);
    const log = openLog(configuration.log);
    const store = await openEventStoreDb(eventStore.url);
    opened.add(() => store.close());
    announceRival(dataDir, log, opened);
    const threads = await startProjectorThreads(configuration, stateLog(log));
    opened.add(async () => {
      await threads.stop();
    });
    const standings = openStandings(dataDir, opened);
    const metrics = new Metrics();
    const projections = {
      status: () => standings.status(),
      readOrdinal: () => threads.status().ordinal,
    };
    measureProjections(metrics, projections, store);
    measureProjector(metrics, threads);
    const checks = [storeCheck(store), projectorCheck(threads), projectionsCheck(standings)];
    const { url } = await serveOperations({ log, metrics, checks }, configuration, opened);
    log.info({ url }, 'ready');
    return opened;
  });
}

function openStandings(dataDir: string, opened: Opened): ProjectionStandings {
  const standings = new ProjectionStandings(
    PROJECTION_SHARDS.map((shard) => ({
      file: shardFile(dataDir, shard),
      projections: projectionsIn(shard),
    })),
  );
  opened.add(() => standings.close());
  return standings;
}

/** Every change of a shard's state. */
function stateLog(log: Log): (shard: string, status: ProjectorStatus) => void {
  const said = new Map<string, string>();
  return (shard, { state, reason }) => {
    if (state !== said.get(shard)) log.info({ shard, state, reason }, 'projector');
    said.set(shard, state);
    // Rows that nobody folds any more are worse than a process that is seen to end.
    if (state === 'ended' && reason !== null) process.exit(1);
  };
}
