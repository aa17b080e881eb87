export * from './thread-measure.js';
export * from './worker-entry.js';
