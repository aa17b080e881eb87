export * from './dispatched-command.js';
export * from './engine.js';
export type { EngineParts } from './engine-parts.js';
export * from './outbox.decider.js';
export * from './outbox.events.js';
export * from './process.js';
export * from './status.js';
export * from './worker/process-thread.js';
export * from './worker/run-processes-worker.js';
