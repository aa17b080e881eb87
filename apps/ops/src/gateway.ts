import { serveLog } from '#platform/event-store';
import { prepareDataDirectory, readConfiguration } from '#platform/http';
import { Failure, type Output } from './command.js';

const DEFAULT_PORT = 2113;

/** Serves the log of DATA_DIR over the EventStoreDB protocol on loopback, nothing else, until it is interrupted. */
export async function gateway(out: Output): Promise<void> {
  const { dataDir, eventStore } = readConfiguration(process.env);
  if (eventStore.kind !== 'embedded')
    throw new Failure('EVENT_STORE_URL names another store; this serves the log of DATA_DIR');
  prepareDataDirectory(dataDir);
  const served = await serveLog({ dataDir, port: eventStore.gatewayPort ?? DEFAULT_PORT });
  out.say(`EVENT_STORE_URL=esdb://127.0.0.1:${served.port}?tls=false serves ${dataDir}; Ctrl-C ends it`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await served.close();
}
