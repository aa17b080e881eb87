import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { COPIER, copyBack, type CopierTask } from './wal-upkeep.js';

/** What came while it copied is copied, too: when nothing is left the writer begins its log anew without a wait. */
const ROUNDS = 4;

/** Copies back what the write-ahead log of the file `workerData` names holds, each time it is asked, beside its writer. */
const { file, state } = workerData as CopierTask;
const db = new Database(file, { fileMustExist: true });
db.pragma('synchronous = FULL');
parentPort?.on('message', () => {
  for (let round = 1; !copyBack(db) && round < ROUNDS;) round++;
  Atomics.store(state, 0, COPIER.idle);
  Atomics.notify(state, 0);
});
