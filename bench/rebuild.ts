import { type EventReader, openEmbeddedLog } from '#platform/event-store';
import { type Figure, type Pair, paired, round } from './figures.js';
import { foldOnly } from './folding.js';
import { writeLedger } from './history.js';
import { RebuildThreads } from './rebuild-threads.js';
import { withFolder } from './scratch.js';
import { ROUNDS, scaled } from './sizes.js';

const EVENTS = scaled(200_000);

/** All projections folded anew by the projector's threads, and the same folds with nothing written. */
export const measureRebuild = (say: (line: string) => void): Promise<Figure[]> =>
  withFolder(async (dataDir) => {
    await writeLedger(dataDir, EVENTS);
    return withRebuilds(dataDir, async (threads, reader) => {
      const pairs: Pair[] = [];
      for (let number = 1; number <= ROUNDS; number++) {
        await threads.recounted();
        const beside = await perSecond(() => foldOnly(reader));
        const value = await perSecond(() => threads.rebuild());
        pairs.push({ value, beside });
        say(`round ${number}: ${round(value, 0)}/s against ${round(beside, 0)}/s`);
      }
      return figures(pairs);
    });
  });

/** Opens the ledger and the projector's threads over it, warm, while `work` runs. */
export async function withRebuilds<T>(
  dataDir: string,
  work: (threads: RebuildThreads, reader: EventReader) => Promise<T>,
): Promise<T> {
  const log = await openEmbeddedLog(dataDir);
  try {
    const threads = await RebuildThreads.start(dataDir, log);
    return await work(threads, log).finally(() => threads.stop());
  } finally {
    await log.close();
  }
}

function figures(pairs: readonly Pair[]): Figure[] {
  const name = 'rebuild of all read models';
  const figure = paired(name, 'events/s', 'scan + parse + the same folds without rows', pairs, 0);
  return [
    { ...figure, goal: '≥ 0.6 of it', reached: figure.ratio >= 0.6 },
    {
      name: `${name}, of 200,000 events`,
      value: figure.value,
      unit: figure.unit,
      beside: figure.beside,
      ratio: figure.ratio,
      goal: '≥ 60,000 events/s',
      reached: figure.value >= 60_000,
    },
  ];
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const events = await work();
  return (events * 1000) / (performance.now() - started);
}
