import { mkdir } from 'node:fs/promises';
import { type Configuration, ConfigurationError, readConfiguration } from '#platform/http';
import { openLog } from '#platform/observability';
import { type Closable, Opened, runProcess } from '#platform/runtime';
import { startProjectorThreads } from './start-threads.js';

/** The projector as a process of its own: events over EVENT_STORE_URL, read models in DATA_DIR. */
export const run = (): Promise<void> => runProcess(() => startAlone(readConfiguration(process.env)));

function startAlone(configuration: Configuration): Promise<Closable> {
  return Opened.by(async (opened) => {
    const { eventStore, dataDir, log: wanted } = configuration;
    if (eventStore.kind !== 'eventstoredb')
      throw new ConfigurationError([
        'EVENT_STORE_URL is missing: the projector alone has no log of its own (npm start has)',
      ]);
    await mkdir(dataDir, { recursive: true });
    const log = openLog(wanted);
    const said = new Map<string, string>();
    const threads = await startProjectorThreads(configuration, (shard, { state, reason }) => {
      if (state !== said.get(shard)) log.info({ shard, state, reason }, 'projector');
      said.set(shard, state);
      // Rows that nobody folds any more are worse than a process that is seen to end.
      if (state === 'ended' && reason !== null) process.exit(1);
    });
    opened.add(async () => {
      await threads.stop();
    });
    return opened;
  });
}
