import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from './log-file.js';
import { copyBack } from './wal-upkeep.js';

/** Copies back what the write-ahead log holds, each time it is asked, beside the thread that appends. */
const db = openForWriting(workerData as string);
parentPort?.on('message', () => {
  copyBack(db);
  parentPort?.postMessage('copied');
});
