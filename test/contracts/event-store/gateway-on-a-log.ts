import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedLog, openEmbeddedLog, type RunningGateway, startGateway } from '#platform/event-store';

/** A gateway in this process on a log of its own. */
export interface GatewayOnALog {
  readonly log: EmbeddedLog;
  readonly gateway: RunningGateway;
  close(): Promise<void>;
}

export async function openGatewayOnALog(): Promise<GatewayOnALog> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-'));
  const log = await openEmbeddedLog(dataDir);
  const gateway = await startGateway(log, { port: 0 });
  return {
    log,
    gateway,
    close: async () => {
      await gateway.close();
      await log.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
