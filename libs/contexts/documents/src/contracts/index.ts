export * from './document-number-reserved.v1.js';
export * from './document-number-voided.v1.js';
export * from './number-register.js';
