import { parentPort, Worker, workerData } from 'node:worker_threads';
import { BatchAppender } from './batch-appender.js';
import { durabilityOf, logFile, openForWriting } from './log-file.js';
import { sqliteCode, translated } from './sqlite-errors.js';
import { WalUpkeep } from './wal-upkeep.js';
import type { BatchMessage, FromWriter, ToWriter } from './writer-messages.js';

const COPIER = new URL('./wal-upkeep.worker.js', import.meta.url);

/** The only thread that writes the log: `workerData` names the data directory. Ends when told to, or when the disk fails. */
function serve(dataDir: string): void {
  const db = openForWriting(dataDir);
  const appender = new BatchAppender(db);
  const upkeep = new WalUpkeep(db, () => new Worker(COPIER, { workerData: dataDir }));

  const close = (): void => {
    parentPort?.close();
    void upkeep.stop().then(() => db.close());
  };
  const apply = (batch: BatchMessage): void => {
    try {
      reply({ kind: 'done', results: appender.apply(batch) });
      upkeep.committed();
    } catch (error) {
      // What a failed sync left on disk cannot be known; a full disk is found before.
      const lasting = sqliteCode(error) !== 'SQLITE_FULL';
      reply(failure(error, dataDir, lasting));
      if (lasting) close();
    }
  };
  parentPort?.on('message', (message: ToWriter) => (message.kind === 'batch' ? apply(message) : close()));
  reply({ kind: 'ready', durability: durabilityOf(db) });
}

const reply = (message: FromWriter): void => parentPort?.postMessage(message);

function failure(error: unknown, dataDir: string, lasting: boolean): FromWriter {
  const { name, message } = translated(error, logFile(dataDir)) as Error;
  return { kind: 'failed', name, message, lasting };
}

try {
  serve(workerData as string);
} catch (error) {
  reply(failure(error, workerData as string, true));
}
