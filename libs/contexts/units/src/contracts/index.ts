export * from './known-units.js';
export * from './unit-dissolved.v1.js';
export * from './unit-registered.v1.js';
