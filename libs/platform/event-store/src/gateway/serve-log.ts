import { openEmbeddedLog } from '../embedded/index.js';
import { type GatewayOptions, startGateway } from './start-gateway.js';

export interface ServedLog {
  readonly port: number;
  /** Closes the gateway, then the log. */
  close(): Promise<void>;
}

/**
 * Opens the embedded log in a directory, makes it when there is none, and serves it over the EventStoreDB
 * protocol. Rejects, with nothing left open, when another process holds the log or the port.
 */
export async function serveLog({
  dataDir,
  ...options
}: GatewayOptions & { dataDir: string }): Promise<ServedLog> {
  const log = await openEmbeddedLog(dataDir);
  try {
    const gateway = await startGateway(log, options);
    return {
      port: gateway.port,
      close: async () => {
        await gateway.close();
        await log.close();
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}
