export * from './turn-snapshot.js';
