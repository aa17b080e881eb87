export * from './require-node.js';
export * from './run-process.js';
export * from './opened.js';
export * from './make-directory.js';
