import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, openEmbeddedLog, openLedger } from '#platform/event-store';
import { type StartedServer, startServer } from '#platform/testing';
import { derivedId } from '#platform/values';

/** A server whose clock goes by the requests ({@link now}), over a ledger of its own. */
export class DrivenServer {
  private constructor(readonly server: StartedServer) {}

  static async start(from: string): Promise<DrivenServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'civitas-driven-'));
    const log = await openEmbeddedLog(dataDir);
    await openLedger(log, { ledgerId: derivedId(dataDir), clock: 'driven' }, from);
    await log.close();
    return new DrivenServer(await startServer({ dataDir }));
  }

  /** Writes to the ledger while the server is away. */
  async meanwhile(work: (store: EventStore) => Promise<void>): Promise<void> {
    await this.server.stop();
    const log = await openEmbeddedLog(this.server.dataDir);
    await work(log);
    await log.close();
    await this.server.restart();
  }

  /** It becomes this late. */
  async advance(instant: string): Promise<void> {
    const { status } = await this.server.request('GET', '/v1/routes', now(instant));
    if (status !== 200) throw new Error(`the clock did not advance: ${status}`);
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await rm(this.server.dataDir, { recursive: true });
  }
}

/** A request that takes place at this instant. */
export const now = (instant: string) => ({ headers: { 'civitas-now': instant } });
