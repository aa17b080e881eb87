import { serveLog } from '#platform/event-store';
import { readConfiguration } from '#platform/http';
import { Failure, type Output } from './command.js';

const DEFAULT_PORT = 2113;

/** Serves the log of DATA_DIR over the EventStoreDB protocol on loopback until it is interrupted. */
export async function gateway(port: string | undefined, out: Output): Promise<void> {
  const wanted = port === undefined ? DEFAULT_PORT : Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new Failure(`--port ${String(port)} is no port`);
  const { dataDir } = readConfiguration(process.env);
  const served = await serveLog({ dataDir, port: wanted });
  out.say(`EVENT_STORE_URL=esdb://127.0.0.1:${served.port}?tls=false serves ${dataDir}; Ctrl-C ends it`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await served.close();
}
