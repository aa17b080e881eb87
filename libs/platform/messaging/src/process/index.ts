export * from './relay-source.js';
export { RelayThread, type RelayThreadOptions } from './relay-thread.js';
export * from './serve-relay-thread.js';
