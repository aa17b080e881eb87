export * from './checkpoint.js';
export * from './headers.js';
export * from './keyed-digest.js';
export * from './marker.js';
export * from './partitioner.js';
