export * from './configuration.js';
export { prepareDataDirectory } from './data-directory.js';
export { readConfiguration } from './read-configuration.js';
