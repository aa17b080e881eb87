import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { copyBack } from './wal-upkeep.js';

/** What came while it copied is copied, too: when nothing is left the writer begins its log anew without a wait. */
const ROUNDS = 4;

/** Copies back what the write-ahead log of the file `workerData` holds, each time it is asked, beside its writer. */
const db = new Database(workerData as string, { fileMustExist: true });
db.pragma('synchronous = FULL');
parentPort?.on('message', () => {
  for (let round = 1; !copyBack(db) && round < ROUNDS;) round++;
  parentPort?.postMessage('copied');
});
