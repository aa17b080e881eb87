import Database from 'better-sqlite3';
import { controlStream, type ControlEvent, type SqliteReadModels } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { definitionsWith, encoded, gazette, live, people, praisesByStreet, type PersonRow } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

type Evolve = typeof praisesByStreet.evolve;

describe('what operators decide about projections', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;
  let isBroken: boolean;

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    isBroken = true;
    await live(store, 1, 300);
    models = await hall.models(store);
  });
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  const status = (name: string) => models.status().find((each) => each.name === name);
  const failsAt = (failing: (key: string, ordinal: number) => boolean) => ({
    ...praisesByStreet,
    evolve: (...given: Parameters<Evolve>): ReturnType<Evolve> => {
      if (isBroken && failing(given[2], given[1].at.ordinal)) throw new Error('a bug');
      return praisesByStreet.evolve(...given);
    },
  });
  const decide = async (
    type: ControlEvent['type'],
    projection: string = praisesByStreet.name,
    more: object = {},
  ): Promise<void> => {
    const stream = controlStream(projection);
    const { length } = await store.readStream(stream);
    const event = encoded(stream, length, type, { projection, ...more });
    await store.append(stream, length === 0 ? 'none' : length - 1, [event]);
  };
  const wellAgain = (name: string): Promise<unknown> =>
    eventually(`${name} to be whole`, () => {
      const found = status(name);
      return (
        found?.state === 'active' &&
        found.parkedKeys.length === 0 &&
        found.coverage.verifiedTo === found.ordinal &&
        !found.coverage.wrong &&
        found
      );
    });

  it('feed a parked key what it missed, in order, when its bug is mended, while others are written', async () => {
    hall.projector(store, definitionsWith(failsAt((street, at) => street === 'street-3' && at > 100)));
    await caughtUp(models, store);
    expect(status(praisesByStreet.name)?.parkedKeys).toHaveLength(1);
    isBroken = false;
    await Promise.all([live(store, 301, 500), decide('ProjectionKeysRetried')]);
    await wellAgain(praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(status(praisesByStreet.name)).toMatchObject({
      generation: 1,
      coverage: { waiting: 0, skipped: 0 },
    });
  });

  it('feed each of several keys what it missed itself, no more', async () => {
    const since: Readonly<Record<string, number>> = { 'street-1': 250, 'street-3': 100 };
    hall.projector(store, definitionsWith(failsAt((street, at) => at > (since[street] ?? Infinity))));
    await caughtUp(models, store);
    expect(status(praisesByStreet.name)?.parkedKeys).toHaveLength(2);
    isBroken = false;
    await decide('ProjectionKeysRetried');
    await wellAgain(praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
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
    expect(status('gazette')?.parkedKeys.map(({ ordinal }) => ordinal)).toEqual([101]);
    isBroken = false;
    await decide('ProjectionKeysRetried', 'gazette');
    await wellAgain('gazette');
    await caughtUp(models, store);
    expect(storedRows(models)['gazette']).toEqual((await foldedFromNothing(store, definitions))['gazette']);
  });

  it('leave a key parked that fails again, at the event at which it does', async () => {
    hall.projector(store, definitionsWith(failsAt((street, at) => street === 'street-3' && at % 100 === 3)));
    await caughtUp(models, store);
    const parkedAt = () => status(praisesByStreet.name)?.parkedKeys.map(({ ordinal }) => ordinal);
    expect(parkedAt()).toEqual([3]);
    await decide('EventSkipped', praisesByStreet.name, { ordinal: 3, key: 'street-3' });
    await eventually('the next failure', () => parkedAt()?.[0] === 103);
    await decide('ProjectionKeysRetried');
    await caughtUp(models, store);
    expect(parkedAt()).toEqual([103]);
    const coverage = await eventually('the recount', () => {
      const found = status(praisesByStreet.name);
      return found?.coverage.verifiedTo === found?.ordinal && found?.coverage;
    });
    expect(coverage).toMatchObject({ wrong: false, skipped: 1 });
  });

  it('leave out an event for one key, for good: in every later fold, too, where it fails', async () => {
    const definitions = definitionsWith(failsAt((street, at) => street === 'street-3' && at === 203));
    const projector = hall.projector(store, definitions);
    await caughtUp(models, store);
    await decide('EventSkipped', praisesByStreet.name, { ordinal: 203, key: 'street-3' });
    await wellAgain(praisesByStreet.name);
    const whole = (await foldedFromNothing(store))[praisesByStreet.name]?.['street-3'] as { praises: number };
    const left = models.of<typeof whole>(praisesByStreet).get('street-3');
    expect(left?.praises).toBe(whole.praises - 1);
    expect(status(praisesByStreet.name)?.coverage.skipped).toBe(1);
    projector.rebuild(praisesByStreet.name);
    await eventually('the switch', () => status(praisesByStreet.name)?.generation === 2);
    await wellAgain(praisesByStreet.name);
    expect(models.of(praisesByStreet).get('street-3')).toEqual(left);
    expect(status(praisesByStreet.name)?.coverage.skipped).toBe(1);
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
    expect(status(people.name)?.parkedKeys.length).toBeGreaterThan(1);
    isBroken = false;
    await decide('ProjectionKeysRetried', people.name);
    await wellAgain(people.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(status(people.name)?.generation).toBe(2);
  });

  it('mend a key whose row was changed by hand before its next event, by folding all anew', async () => {
    const first = hall.projector(store);
    await wellAgain(praisesByStreet.name);
    await first.stop();
    const database = new Database(hall.file);
    database
      .prepare(`UPDATE "rows:praises-by-street:1" SET row = '{"praises":1,"last":1}' WHERE key = 'street-3'`)
      .run();
    database.close();
    hall.projector(store);
    await live(store, 301, 50);
    const parked = await eventually(
      'street-3 to be parked',
      () => status(praisesByStreet.name)?.parkedKeys[0],
    );
    expect(parked.reason).toMatch(/: row street-3 is not as it was written$/);
    await decide('ProjectionKeysRetried');
    await wellAgain(praisesByStreet.name);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('let a parked projection go on from where it stands, alone, and skip the event it stood at', async () => {
    const failing = {
      ...people,
      keysOf: (event: Parameters<typeof people.keysOf>[0]) => {
        if (event.at.ordinal === 150 || (isBroken && event.at.ordinal === 250)) throw new Error('a bug');
        return people.keysOf(event);
      },
    };
    hall.projector(store, definitionsWith(failing));
    const parkedAt = (ordinal: number) =>
      eventually(`people to be parked at ${ordinal}`, () => {
        const found = status(people.name);
        return found?.state === 'parked' && found.ordinal === ordinal;
      });
    await parkedAt(149);
    await decide('ProjectionResumed', people.name);
    await caughtUp(models, store, definitionsWith().slice(1));
    await parkedAt(149);
    await decide('EventSkipped', people.name, { ordinal: 150 });
    await parkedAt(249);
    isBroken = false;
    await decide('ProjectionResumed', people.name);
    await wellAgain(people.name);
    await caughtUp(models, store);
    expect(status(people.name)).toMatchObject({ generation: 1, coverage: { skipped: 1 } });
    await live(store, 301, 100);
    await caughtUp(models, store);
    await wellAgain(people.name);
  });

  it('stop a projection with a reason until it is resumed, over a restart', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    await decide('ProjectionParked', 'gazette');
    await eventually('gazette to be parked', () => status('gazette')?.state === 'parked');
    expect(status('gazette')?.reason).toBe('an operator stopped it');
    await first.stop();
    await live(store, 301, 100);
    hall.projector(store);
    await eventually('the others', () => status(people.name)?.ordinal === 401);
    expect(status('gazette')?.state).toBe('parked');
    await decide('ProjectionResumed', 'gazette');
    await wellAgain('gazette');
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('are heard when every projection is parked and the projector starts anew', async () => {
    const definitions = definitionsWith().map((context) => ({ ...context }));
    const first = hall.projector(store, definitions);
    await caughtUp(models, store);
    for (const name of [people.name, praisesByStreet.name, 'gazette']) await decide('ProjectionParked', name);
    await eventually('all to be parked', () => models.status().every(({ state }) => state === 'parked'));
    await first.stop();
    hall.projector(store, definitions);
    await decide('ProjectionResumed', people.name);
    await wellAgain(people.name);
    await decide('ProjectionResumed', 'gazette');
    await wellAgain('gazette');
    expect(status(praisesByStreet.name)?.state).toBe('parked');
  });

  it('fold a projection anew, once, however often it is asked for meanwhile and over a restart', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    const request = () => decide('ProjectionRebuildRequested', gazette.name, { generation: 1 });
    await Promise.all([request(), live(store, 301, 500)]);
    await request();
    await eventually('the switch', () => status(gazette.name)?.generation === 2);
    await request();
    await caughtUp(models, store);
    await first.stop();
    hall.projector(store);
    await live(store, 801, 100);
    await caughtUp(models, store);
    expect(status(gazette.name)).toMatchObject({ generation: 2, lastSwitch: { finding: null } });
    expect(status(gazette.name)?.rebuilding).toBeUndefined();
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('fold a projection anew that is parked, and leave it parked where it is not asked for', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await decide('ProjectionParked', gazette.name);
    await decide('ProjectionParked', people.name);
    await eventually('both to be parked', () =>
      [gazette, people].every(({ name }) => status(name)?.state === 'parked'),
    );
    await decide('ProjectionRebuildRequested', people.name, { generation: 7 });
    await decide('ProjectionRebuildRequested', gazette.name, { generation: 1 });
    await wellAgain(gazette.name);
    expect(status(gazette.name)).toMatchObject({ generation: 2 });
    expect(status(people.name)).toMatchObject({ generation: 1, state: 'parked' });
    await projector.stop();
  });
});
