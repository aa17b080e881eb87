import type { EventReader } from '#platform/event-store';
import { controlStream, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { failingStreets } from './failing-streets.js';
import { statusOf, wellAgain } from './operators.js';
import { decide, definitionsWith, gazette, live, people, type PersonRow, praisesByStreet } from './town.js';
import {
  caughtUp,
  foldedFromNothing,
  foundTown,
  seenThrough,
  storedRows,
  type TownHall,
} from './town-hall.js';

describe('retries of parked keys', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;
  let isBroken: boolean;

  beforeEach(async () => {
    ({ hall, store, models } = await foundTown(300));
    isBroken = true;
  });
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  it('feed a parked key what it missed, in order, when its bug is mended, while others are written', async () => {
    hall.projector(
      store,
      definitionsWith(failingStreets((street, at) => isBroken && street === 'street-3' && at > 100)),
    );
    await caughtUp(models, store);
    expect(statusOf(models, praisesByStreet.name)?.parkedKeys).toHaveLength(1);
    isBroken = false;
    await Promise.all([live(store, 301, 500), decide(store, 'ProjectionKeysRetried', praisesByStreet.name)]);
    await wellAgain(models, praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(statusOf(models, praisesByStreet.name)).toMatchObject({
      generation: 1,
      coverage: { waiting: 0, skipped: 0 },
    });
  });

  it('feed each of several keys what it missed itself, no more', async () => {
    const since: Readonly<Record<string, number>> = { 'street-1': 250, 'street-3': 100 };
    hall.projector(
      store,
      definitionsWith(failingStreets((street, at) => isBroken && at > (since[street] ?? Infinity))),
    );
    await caughtUp(models, store);
    expect(statusOf(models, praisesByStreet.name)?.parkedKeys).toHaveLength(2);
    isBroken = false;
    await decide(store, 'ProjectionKeysRetried', praisesByStreet.name);
    await wellAgain(models, praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('are followed by what was decided while they read the ledger', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let [pages, heard] = [0, 0];
    const gated: EventReader = {
      ...seenThrough(store, (events) => events),
      readStream: async (stream, options) => {
        const decisions = await store.readStream(stream, options);
        if (stream === controlStream(praisesByStreet.name)) heard += decisions.length;
        return decisions;
      },
      readAll: async (options) => {
        if (++pages > 1) await gate;
        return store.readAll(options);
      },
    };
    const failing = failingStreets((street, at) => /[13]$/.test(street) && at < 15);
    await live(store, 301, 1_200);
    hall.projector(gated, definitionsWith(failing), store);
    await caughtUp(models, store);
    const parked = () => statusOf(models, praisesByStreet.name)?.parkedKeys ?? [];
    const [one, other] = parked().map(({ key, ordinal }) => ({ key, ordinal }));
    expect(other).toBeDefined();
    const heads = (): readonly number[] => parked().map(({ ordinal }) => ordinal);
    const before = heads();
    await decide(store, 'EventSkipped', praisesByStreet.name, one);
    await eventually('the retry to read on', () => pages > 1);
    await decide(store, 'EventSkipped', praisesByStreet.name, other);
    await eventually('the second decision to be heard', () => heard === 2);
    open();
    await eventually('both to have gone on', () => heads().every((ordinal) => !before.includes(ordinal)));
  });

  it('feed an event whole again that failed halfway: twice the same key, the second time in vain', async () => {
    const printing = {
      ...gazette,
      evolve: (...given: Parameters<typeof gazette.evolve>): ReturnType<typeof gazette.evolve> => {
        const [row, { at }] = given;
        if (isBroken && at.ordinal === 101 && (row?.printed ?? 0) % 2 === 1) throw new Error('a bug');
        return gazette.evolve(...given);
      },
    };
    const definitions = definitionsWith(printing).map((context) => ({
      ...context,
      publish: (...given: Parameters<typeof context.publish>) => [
        ...context.publish(...given),
        ...context.publish(...given),
      ],
    }));
    hall.projector(store, definitions);
    await caughtUp(models, store);
    expect(statusOf(models, 'gazette')?.parkedKeys.map(({ ordinal }) => ordinal)).toEqual([101]);
    isBroken = false;
    await decide(store, 'ProjectionKeysRetried', 'gazette');
    await wellAgain(models, 'gazette');
    await caughtUp(models, store);
    expect(storedRows(models)['gazette']).toEqual((await foldedFromNothing(store, definitions))['gazette']);
  });

  it('leave a key parked that fails again, at the event at which it does', async () => {
    hall.projector(
      store,
      definitionsWith(failingStreets((street, at) => isBroken && street === 'street-3' && at % 100 === 3)),
    );
    await caughtUp(models, store);
    const parkedAt = () => statusOf(models, praisesByStreet.name)?.parkedKeys.map(({ ordinal }) => ordinal);
    expect(parkedAt()).toEqual([3]);
    await decide(store, 'EventSkipped', praisesByStreet.name, { ordinal: 3, key: 'street-3' });
    await eventually('the next failure', () => parkedAt()?.[0] === 103);
    await decide(store, 'ProjectionKeysRetried', praisesByStreet.name);
    await caughtUp(models, store);
    expect(parkedAt()).toEqual([103]);
    const coverage = await eventually('the recount', () => {
      const found = statusOf(models, praisesByStreet.name);
      return found?.coverage.verifiedTo === found?.ordinal && found?.coverage;
    });
    expect(coverage).toMatchObject({ wrong: false, skipped: 1 });
  });

  it('mend a projection whose rows refer to others by folding it anew', async () => {
    const failing = {
      ...people,
      evolve: (...given: Parameters<typeof people.evolve>): PersonRow | null => {
        if (isBroken && given[1].at.ordinal === 250) throw new Error('a bug');
        return people.evolve(...given);
      },
    };
    hall.projector(store, definitionsWith(failing));
    await caughtUp(models, store);
    expect(statusOf(models, people.name)?.parkedKeys.length).toBeGreaterThan(1);
    isBroken = false;
    await decide(store, 'ProjectionKeysRetried', people.name);
    await wellAgain(models, people.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(statusOf(models, people.name)?.generation).toBe(2);
  });

  it('mend a key whose row was changed by hand before its next event, by folding all anew', async () => {
    const first = hall.projector(store);
    await wellAgain(models, praisesByStreet.name);
    await first.stop();
    hall.alter(`UPDATE "rows:praises-by-street:1" SET row = '{"praises":1,"last":1}' WHERE key = 'street-3'`);
    hall.projector(store);
    await live(store, 301, 50);
    const parked = await eventually(
      'street-3 to be parked',
      () => statusOf(models, praisesByStreet.name)?.parkedKeys[0],
    );
    expect(parked.reason).toMatch(/: row street-3 is not as it was written$/);
    await decide(store, 'ProjectionKeysRetried', praisesByStreet.name);
    await wellAgain(models, praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });
});
