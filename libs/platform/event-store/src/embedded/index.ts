export * from './backup/index.js';
export { type HeldAppends, type LogLimits } from './append-queue.js';
export type { CommittedBatch } from './committed-batch.js';
export { EmbeddedLog, openEmbeddedLog } from './embedded-log.js';
export { EmbeddedReader, openEmbeddedReader } from './embedded-reader.js';
export * from './verification/index.js';
