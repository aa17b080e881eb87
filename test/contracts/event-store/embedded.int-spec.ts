import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog } from '#platform/event-store';
import { eventStoreContract, type OpenedStore } from './event-store-contract.js';

eventStoreContract('embedded log', openFresh);

async function openFresh(): Promise<OpenedStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-log-'));
  let store = await openEmbeddedLog(dataDir);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEmbeddedLog(dataDir);
      return store;
    },
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
