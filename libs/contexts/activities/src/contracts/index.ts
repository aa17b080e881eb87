export * from './activities-policy-adopted.v1.js';
export * from './activity-closed.v1.js';
export * from './activity-kinds.js';
export * from './activity-registered.v1.js';
