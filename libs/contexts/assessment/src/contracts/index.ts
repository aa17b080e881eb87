export * from './cycle-opened.v1.js';
export * from './scoring-policy-adopted.v1.js';
