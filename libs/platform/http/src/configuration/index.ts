export * from './configuration.js';
export { readConfiguration } from './read-configuration.js';
