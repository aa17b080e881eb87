export * from './directory-lock.js';
export * from './sqlite-codes.js';
export * from './structure-faults.js';
export * from './turn-snapshot.js';
export * from './wal-upkeep.js';
