import { serveLog } from '#platform/event-store';

/** `serve-log.child.mjs <dataDir> <port>`: serves the log from the built code until it is killed or told to go. */
const [dataDir, port] = process.argv.slice(2);
const served = await serveLog({ dataDir, port: Number(port) });
process.on('SIGTERM', () => void served.close());
process.stdout.write(`listening ${served.port}\n`);
