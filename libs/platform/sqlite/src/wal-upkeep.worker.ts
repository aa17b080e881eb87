import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { copyBack } from './wal-upkeep.js';

/** Copies back what the write-ahead log of the file `workerData` holds, each time it is asked, beside its writer. */
const db = new Database(workerData as string, { fileMustExist: true });
db.pragma('synchronous = FULL');
parentPort?.on('message', () => {
  copyBack(db);
  parentPort?.postMessage('copied');
});
