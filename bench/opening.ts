import { type Figure, type Pair, paired, round } from './figures.js';
import { million } from './million.js';
import { withFolder } from './scratch.js';
import { withStandalone } from './servers.js';
import { ROUNDS } from './sizes.js';

/** The built standalone, from being started to `/health/ready` answering 200, over 1 M events and over nothing. */
export async function measureOpening(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await million(say);
  const pairs: Pair[] = [];
  for (let number = 1; number <= ROUNDS; number++) {
    const beside = await withFolder(secondsToReady);
    const value = await secondsToReady(dataDir);
    pairs.push({ value, beside });
    say(`round ${number}: ready after ${round(value)} s, over an empty folder after ${round(beside)} s`);
  }
  const figure = paired('opening a ledger of 1 M events to ready', 's', 'an empty ledger', pairs);
  return [{ ...figure, goal: '≤ 3 s', reached: figure.value <= 3 }];
}

const secondsToReady = (dataDir: string): Promise<number> =>
  withStandalone(dataDir, ({ readyMs }) => Promise.resolve(readyMs / 1000));
