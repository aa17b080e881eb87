export * from './context-definition.js';
export * from './contract.js';
export * from './evolve-event.js';
export * from './projection.js';
export * from './read-models.js';
export * from './topics.js';
export * from './directory.js';
