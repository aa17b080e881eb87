import { Worker } from 'node:worker_threads';
import type { Assist } from '../fold-away.js';
import type { FromProjector, ProjectorOrder } from './protocol.js';

/** Folding makes much short-lived garbage; the rows it keeps are bounded anyway. */
export const FOLDING_LIMITS = { maxYoungGenerationSizeMb: 64 };

/** Folds on one more thread of the same worker file; the thread ends with its work, or when aborted. */
export const assistByThread =
  (entry: string, order: ProjectorOrder<unknown>): Assist =>
  (generations, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(entry), {
        workerData: { ...order, only: generations },
        resourceLimits: FOLDING_LIMITS,
      });
      const abort = (): void => void worker.terminate();
      signal.addEventListener('abort', abort, { once: true });
      let failure = 'the thread that folds beside ended too early';
      let isDone = false;
      worker.on('message', (message: FromProjector) => {
        if (message.kind === 'done') isDone = true;
        if (message.kind === 'failed') failure = message.reason;
      });
      worker.on('error', (error) => (failure = `the thread that folds beside failed: ${String(error)}`));
      worker.on('exit', () => {
        signal.removeEventListener('abort', abort);
        if (isDone || signal.aborted) resolve();
        else reject(new Error(failure));
      });
    });
