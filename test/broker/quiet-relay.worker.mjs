import { parentPort, workerData } from 'node:worker_threads';

/** A relay's thread that says one word; one whose directory is `broken` then ends by an error nobody foresaw. */
const live = { phase: 'live', reason: null, ordinal: 3, lag: 0, behindSince: null };
parentPort.once('message', () => parentPort.close());
parentPort.postMessage({ ...live, parked: [], records: 7, transactions: 1 });
if (workerData.dataDir === 'broken')
  setImmediate(() => {
    throw new Error('out of reach');
  });
