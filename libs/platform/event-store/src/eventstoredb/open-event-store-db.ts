import type { EventStoreDbStore } from './event-store-db-store.js';

/**
 * Opens a store on an EventStoreDB server, a cluster, or our gateway: `esdb://127.0.0.1:2113?tls=false`,
 * `esdb+discover://user:secret@cluster.example:2113`. Every answer is due within `defaultDeadline` ms of the URL
 * (10,000 when absent). Throws EventStoreUnavailable when nobody answers, and a plain error for a URL that is
 * none. The client is loaded only by who opens one.
 */
export async function openEventStoreDb(url: string): Promise<EventStoreDbStore> {
  const adapter = await import('./event-store-db-store.js');
  return adapter.EventStoreDbStore.open(url);
}
