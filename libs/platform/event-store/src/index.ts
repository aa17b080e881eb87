export * from './checks.js';
export * from './errors.js';
export * from './event-store.js';
export * from './codec.js';
export * from './ledger.js';
export * from './metadata.js';
export * from './repository.js';
export * from './policies.js';
