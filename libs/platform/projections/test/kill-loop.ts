import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SqliteReadModels } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { statusOf } from './operators.js';
import { liveWith, people, type Wish } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

const CHILD = fileURLToPath(new URL('./crashing-projector.mjs', import.meta.url));

/** Events the child begins with beyond what was folded. */
const LEAD = 700;

/** Generous: a kill takes a start of the child. */
export const msForKills = (kills: number): number => 10_000 * (kills + 2);

/**
 * Kills a projecting child so many times with SIGKILL, each time after a random number of events, mostly while a
 * projection is folded anew, one time in four after that. What goes on from there has to equal a fold from nothing, and
 * to be counted so.
 */
export async function killedInALoop(kills: number): Promise<void> {
  const hall = new TownHall();
  let child: ChildProcess | undefined;
  try {
    const store = new MemoryEventStore();
    const models = await hall.models(store);
    const reached = (): number => models.status()[0]?.ordinal ?? -1;
    const wishes: Wish[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const from = reached();
      const further = 1 + Math.floor(Math.random() * 900);
      if (kill % 2 === 0) wishes.push(wishBy(models, from + 1 + (further >> 1)));
      const begun = String(from + LEAD);
      child = spawn(process.execPath, [CHILD, hall.file, begun, JSON.stringify(wishes)], {
        stdio: 'inherit',
      });
      await killedAfter(
        child,
        `it to get ${further} further than ${from}`,
        () => reached() >= from + further && (kill % 4 < 3 || isWhole(models)),
      );
    }
    await endsAsFolded(hall, store, wishes, reached() + 1_000);
  } finally {
    child?.kill('SIGKILL');
    await hall.close();
  }
}

/** That the generation serving now be folded anew; nobody has come to that event yet. */
const wishBy = (models: SqliteReadModels, index: number): Wish => ({
  index: Math.max(1, index),
  generation: statusOf(models, people.name)?.generation ?? 1,
});

const isWhole = (models: SqliteReadModels): boolean => models.status().every(({ rebuilding }) => !rebuilding);

/** A child that ended by itself would leave nothing to be killed. */
async function killedAfter(child: ChildProcess, what: string, condition: () => boolean): Promise<void> {
  await eventually(what, () => condition() || child.exitCode !== null);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect([child.exitCode, child.signalCode]).toEqual([null, 'SIGKILL']);
}

async function endsAsFolded(
  hall: TownHall,
  store: MemoryEventStore,
  wishes: readonly Wish[],
  events: number,
): Promise<void> {
  const models = await hall.models(store);
  await liveWith(store, wishes, 1, events);
  hall.projector(store);
  await caughtUp(models, store);
  await eventually('rebuilds to end', () => isWhole(models));
  await caughtUp(models, store);
  expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  expect(statusOf(models, people.name)?.generation).toBeGreaterThan(1);
  hall.expectRowsCounted();
  const { coverage } = await eventually('the recount', () => {
    const status = statusOf(models, people.name);
    return status?.coverage.verifiedTo === status?.ordinal && status;
  });
  expect(coverage).toMatchObject({ wrong: false, handled: events, recounted: events });
}
