export * from './catalogue.js';
export * from './command.js';
export * from './decider.js';
export * from './keyed.js';
export * from './policy.js';
