import {
  type Configuration,
  ConfigurationError,
  prepareDataDirectory,
  readConfiguration,
  serveOperations,
} from '#platform/http';
import { Metrics, openLog } from '#platform/observability';
import { type Closable, Opened, runProcess } from '#platform/runtime';
import { startRelay } from './start-relay.js';
import { measureRelay, relayAloneCheck } from './watch-relay.js';

/**
 * The relay as a process of its own: history from EVENT_STORE_URL or the log in DATA_DIR, records to KAFKA_BROKERS,
 * its health on PORT. One that has stopped for good stays and says why.
 */
export const run = (): Promise<void> =>
  runProcess(() => startAlone(readConfiguration(process.env, 'operations')));

function startAlone(configuration: Configuration): Promise<Closable> {
  return Opened.by(async (opened) => {
    const log = openLog(configuration.log);
    prepareDataDirectory(configuration.dataDir);
    const onDeath = (reason: string): void => {
      log.fatal({ reason }, 'the relay has ended');
      // Whoever started the process may start it again; nothing else is done here.
      process.exit(1);
    };
    const relay = startRelay(configuration, opened, { log, onDeath });
    if (!relay) throw new ConfigurationError(['KAFKA_BROKERS is missing: the relay has nobody to send to']);
    const metrics = new Metrics();
    measureRelay(metrics, relay);
    const checks = [relayAloneCheck(relay)];
    const { url } = await serveOperations({ log, metrics, checks }, configuration, opened);
    log.info({ url }, 'ready');
    return opened;
  });
}
