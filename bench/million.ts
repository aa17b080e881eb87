import { writeLedger } from './history.js';
import { create } from './load.js';
import { allCaughtUp, allVerified } from './projection-states.js';
import { newFolder } from './scratch.js';
import { withStandalone } from './servers.js';
import { scaled } from './sizes.js';
import { cycleOf, thisYear } from './writes.js';

export const MILLION = scaled(1_000_000);

let made: Promise<string> | null = null;

/**
 * Data directory of a ledger of 1 M events, with a cycle for what load adds to it, whose read models are caught up
 * and recounted. Made once a run and removed at its end; the parts that send commands to it make it a little longer
 * for those that follow.
 */
export const million = (say: (line: string) => void): Promise<string> => (made ??= make(say));

async function make(say: (line: string) => void): Promise<string> {
  const dataDir = newFolder();
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  await writeLedger(dataDir, MILLION);
  say(`a ledger of ${MILLION} events was written after ${seconds()} s`);
  await withStandalone(dataDir, async (server) => {
    await allCaughtUp(server);
    await create(server, { path: '/v1/cycles', body: cycleOf(thisYear()) });
    say(`its read models are caught up after ${seconds()} s`);
    await allVerified(server);
    say(`and recounted after ${seconds()} s`);
  });
  return dataDir;
}
