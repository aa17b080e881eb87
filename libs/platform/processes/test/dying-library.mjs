/**
 * A library over an embedded log of its own that ends itself at a step: `<data directory> <life> <step> <time>`. Each
 * life lends books and waits until everything is done; with the step `none` it ends by itself.
 */
import { join } from 'node:path';
import { openEmbeddedLog, openLedger } from '#platform/event-store';
import { ProcessEngine } from '#platform/processes';
import { derivedId } from '#platform/values';
import { desk, happen, lending, lent, library, processesOf } from './library.ts';

const [, , dataDir, life, deadly, time] = process.argv;
const BOOKS = 3;
let left = Number(time);
const reach = (step) => {
  if (step === deadly && --left === 0) process.kill(process.pid, 'SIGKILL');
};

const log = await openEmbeddedLog(dataDir);
await openLedger(log, { ledgerId: derivedId('library'), clock: 'real' }, '2021-06-01T00:00:00.000Z');
const now = '2021-07-01T00:00:00.000Z';
const carryOut = desk(log, () => now);
const engine = new ProcessEngine({
  definitions: [library],
  processes: processesOf(lending),
  store: log,
  file: join(dataDir, 'processes.sqlite'),
  clock: { now: () => now },
  dispatch: async (command) => {
    const outcome = await carryOut(command);
    reach('executed');
    return outcome;
  },
  onStep: reach,
});
engine.start();
while (engine.status().processes[0].fence === null) await new Promise((resolve) => setTimeout(resolve, 2));
for (let book = 0; book < BOOKS; book++) await happen(log, lent(`${life}-${book}`));
engine.openOutbox();
const isDone = () => {
  const { outbox, timers } = engine.status().processes[0];
  return outbox.open === 0 && outbox.parked === 0 && timers.pending === 0;
};
do await engine.settle();
while (!isDone());
await engine.stop();
await log.close();
