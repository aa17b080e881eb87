import { openEventStoreDb } from '#platform/event-store';
import { eventStoreContract } from './event-store-contract.js';
import { everything, ids, newEvents, newStream } from './samples.js';
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

describe('EventStoreDB adapter: a reader slower than the writers', () => {
  it('goes on where it stood, and gets everything once', async () => {
    const served = await ServedLogProcess.start();
    const store = await openEventStoreDb(served.url());
    const after = await store.head();
    const ending = new AbortController();
    const write = async () => {
      for (let round = 0; round < 3; round++) await store.append(newStream(), 'none', newEvents(1_000));
    };
    const seen: string[] = [];
    let writing: Promise<void> | undefined;
    await write();
    for await (const batch of store.subscribeAll({ after, signal: ending.signal })) {
      if (batch.kind === 'events') seen.push(...ids(batch.events));
      await (writing ??= write());
      if (seen.length >= 6_000) ending.abort();
    }
    expect(seen).toEqual(ids(await everything(store, { after })));
    await store.close();
    await served.remove();
  }, 60_000);
});
