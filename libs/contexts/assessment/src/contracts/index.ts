export * from './cycle-opened.v1.js';
