export * from './backup/index.js';
export { type LogLimits } from './append-queue.js';
export { EmbeddedLog, openEmbeddedLog } from './embedded-log.js';
export { EmbeddedReader, openEmbeddedReader } from './embedded-reader.js';
export * from './verification/index.js';
