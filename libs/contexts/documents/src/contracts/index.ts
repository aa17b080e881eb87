export * from './document-number-reserved.v1.js';
export * from './document-number-voided.v1.js';
export * from './number-register.js';
export * from './numbering-policy-adopted.v1.js';
