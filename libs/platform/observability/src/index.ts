export * from './log.js';
export * from './measure-process.js';
export * from './metrics.js';
export * from './readiness.js';
