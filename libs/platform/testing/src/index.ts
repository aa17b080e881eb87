export * from './decider-spec.js';
export * from './eventually.js';
export * from './happened.js';
export * from './memory-event-store.js';
export * from './projection-spec.js';
export * from './purity.js';
export * from './raw-connection.js';
export * from './standalone.js';
