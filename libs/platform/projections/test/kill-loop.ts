import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually, MemoryEventStore } from '#platform/testing';
import { live } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

const CHILD = fileURLToPath(new URL('./crashing-projector.mjs', import.meta.url));

/** Generous: a kill takes a start of the child. */
export const msForKills = (kills: number): number => 10_000 * (kills + 2);

/**
 * Kills a projecting child so many times with SIGKILL, each time after a random number of events, every other time
 * while a projection is folded anew. What goes on from there has to equal a fold from nothing, and to be counted so.
 */
export async function killedInALoop(kills: number): Promise<void> {
  const hall = new TownHall();
  let child: ChildProcess | undefined;
  try {
    const store = new MemoryEventStore();
    const models = await hall.models(store);
    const reached = (): number => models.status()[0]?.ordinal ?? -1;
    for (let kill = 0; kill < kills; kill++) {
      const from = reached();
      const further = 1 + Math.floor(Math.random() * 900);
      const rebuildAt = kill % 2 === 0 ? String(further >> 1) : '';
      child = spawn(process.execPath, [CHILD, hall.file, String(from + 700), rebuildAt], {
        stdio: 'inherit',
      });
      await eventually(`it to get ${further} further than ${from}`, () => reached() >= from + further);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await endsAsFolded(hall, store, reached() + 1_000);
  } finally {
    child?.kill('SIGKILL');
    await hall.close();
  }
}

async function endsAsFolded(hall: TownHall, store: MemoryEventStore, events: number): Promise<void> {
  const models = await hall.models(store);
  await live(store, 1, events);
  hall.projector(store);
  await caughtUp(models, store);
  await eventually('rebuilds to end', () => models.status().every(({ rebuilding }) => !rebuilding));
  await caughtUp(models, store);
  expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  hall.expectRowsCounted();
  const { coverage } = await eventually('the recount', () => {
    const [status] = models.status();
    return status?.coverage.verifiedTo === events && status;
  });
  expect(coverage).toMatchObject({ wrong: false, handled: events, recounted: events });
}
