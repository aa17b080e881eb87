export * from './star-awarded.v1.js';
export * from './title-decision-document.js';
export * from './title-policy-adopted.v1.js';
export * from './title-retained.v1.js';
export * from './title-revoked.v1.js';
