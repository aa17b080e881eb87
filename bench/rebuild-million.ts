import { atMostDoubled, type Figure, median, type Pair, paired, round } from './figures.js';
import { readAll } from './folding.js';
import { historyUnits } from './history.js';
import { million } from './million.js';
import { pacedDuring, pacedFor } from './paced.js';
import { allVerified, rebuildAll } from './projection-states.js';
import { withRebuilds } from './rebuild.js';
import { withStandalone } from './servers.js';
import { MODERATE_RATE, ROUNDS, scaled } from './sizes.js';
import { SteadyWork } from './steady-work.js';

const UNDISTURBED_SECONDS = scaled(8);

/** A rebuild of 1 M events: how long it takes on a quiet machine, and what commands feel of it on a serving one. */
export async function measureMillionRebuild(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await million(say);
  return [await quietly(dataDir, say), await whileServing(dataDir, say)];
}

function quietly(dataDir: string, say: (line: string) => void): Promise<Figure> {
  return withRebuilds(dataDir, async (threads, reader) => {
    const pairs: Pair[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      await threads.recounted();
      const beside = await seconds(() => readAll(reader));
      const value = await seconds(() => threads.rebuild());
      pairs.push({ value, beside });
      say(`round ${number}: rebuilt in ${round(value)} s, read in ${round(beside)} s`);
    }
    const figure = paired('rebuild of 1 M events', 's', 'scan + parse alone', pairs);
    return { ...figure, goal: '≤ 12 s', reached: figure.value <= 12 };
  });
}

/**
 * The undisturbed rounds come first: after a rebuild the verifier recounts the new rows in the background, which
 * would make the comparison milder.
 */
function whileServing(dataDir: string, say: (line: string) => void): Promise<Figure> {
  return withStandalone(dataDir, async (server) => {
    const work = new SteadyWork(historyUnits());
    await pacedFor(UNDISTURBED_SECONDS, server, MODERATE_RATE, work);
    await allVerified(server);
    const without: number[] = [];
    for (let number = 1; number <= ROUNDS; number++)
      without.push((await pacedFor(UNDISTURBED_SECONDS, server, MODERATE_RATE, work)).p99);
    const beside = median(without);
    const pairs: Pair[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      const { load } = await pacedDuring(() => rebuildAll(server), server, MODERATE_RATE, work);
      pairs.push({ value: load.p99, beside });
      say(`round ${number}: p99 ${round(load.p99)} ms during a rebuild, ${round(beside)} ms without`);
    }
    return atMostDoubled(`commands, ${MODERATE_RATE}/s, p99 during a rebuild of 1 M events`, pairs);
  });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
