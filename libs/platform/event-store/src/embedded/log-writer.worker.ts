import { parentPort, workerData } from 'node:worker_threads';
import { isNoRoom, WalUpkeep } from '#platform/sqlite';
import { measureThisThread } from '#platform/threads';
import { BatchAppender } from './batch-appender.js';
import { durabilityOf, logFile, openForWriting } from './log-file.js';
import { translated } from './sqlite-errors.js';
import type { BatchMessage, FromWriter, ToWriter } from './writer-messages.js';

/** The only thread that writes the log: `workerData` names the data directory. Ends when told to, or when the disk fails. */
function serve(dataDir: string): void {
  const db = openForWriting(dataDir);
  const appender = new BatchAppender(db);
  const upkeep = new WalUpkeep(db);

  const endMeasuring = measureThisThread('log-writer');
  let closed = false;
  const close = (): void => {
    closed = true;
    endMeasuring();
    parentPort?.close();
    void upkeep.stop().then(() => db.close());
  };
  const fail = (error: unknown, lasting: boolean): void => {
    reply(failure(error, dataDir, lasting));
    if (lasting) close();
  };
  const apply = (batch: BatchMessage): void => {
    try {
      reply({ kind: 'done', results: appender.apply(batch) });
    } catch (error) {
      // What a failed sync left on disk cannot be known; where there was no room nothing is left.
      return fail(error, !isNoRoom(error));
    }
    try {
      upkeep.committed();
    } catch (error) {
      // The next batch may be on its way already and must not take this for its answer: the thread ends.
      fail(error, true);
    }
  };
  parentPort?.on('message', (message: ToWriter) => {
    if (closed) return;
    if (message.kind === 'batch') apply(message);
    else close();
  });
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
