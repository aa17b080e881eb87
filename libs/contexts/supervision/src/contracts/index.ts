export * from './criticism-list.v1.js';
export * from './notice-issued.v1.js';
export * from './notice-withdrawn.v1.js';
export * from './rectification-accepted.v1.js';
export * from './rectification-overdue.v1.js';
export * from './rectification-reported.v1.js';
export * from './rectification-returned.v1.js';
