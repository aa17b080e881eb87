export * from './consume-events.js';
export * from './event-partition.js';
export * from './rebuild-state-topic.js';
export * from './state-partition.js';
export * from './verified-record.js';
export { ForeignRecord } from '../wire/index.js';
