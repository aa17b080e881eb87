export * from './ids.js';
export * from './jurisdiction.js';
export * from './key-filter.js';
export * from './points.js';
export * from './time.js';
