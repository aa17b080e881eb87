export { openEventStoreDb } from './open-event-store-db.js';
export type { EventStoreDbStore } from './event-store-db-store.js';
