import { openEventStoreDb } from '#platform/event-store';
import { eventStoreContract } from './event-store-contract.js';
import { ServedLogProcess } from './served-log-process.js';

eventStoreContract('EventStoreDB protocol, served by the gateway in another process', async () => {
  const served = await ServedLogProcess.start();
  let store = await openEventStoreDb(served.url());
  return {
    store,
    reopen: async () => {
      await store.close();
      await served.end('SIGTERM');
      await served.start();
      return (store = await openEventStoreDb(served.url()));
    },
    close: async () => {
      await store.close();
      await served.remove();
    },
  };
});
