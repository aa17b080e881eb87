export * from './worker-entry.js';
