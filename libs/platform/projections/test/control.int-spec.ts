import { setTimeout as passed } from 'node:timers/promises';
import type { EventReader } from '#platform/event-store';
import type { SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { failingStreets } from './failing-streets.js';
import { rebuild, statusOf, wellAgain } from './operators.js';
import { decide, DEFINITIONS, definitionsWith, gazette, live, people, praisesByStreet } from './town.js';
import {
  caughtUp,
  foldedFromNothing,
  foundTown,
  seenThrough,
  storedRows,
  type TownHall,
} from './town-hall.js';

const AN_HOUR = 3_600_000;

describe('what operators decide about projections', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(300)));
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  it('leave out an event for one key, for good: in every later fold, too, where it fails', async () => {
    const definitions = definitionsWith(failingStreets((street, at) => street === 'street-3' && at === 203));
    hall.projector(store, definitions);
    await caughtUp(models, store);
    await decide(store, 'EventSkipped', praisesByStreet.name, { ordinal: 203, key: 'street-3' });
    await wellAgain(models, praisesByStreet.name);
    const whole = (await foldedFromNothing(store))[praisesByStreet.name]?.['street-3'] as { praises: number };
    const left = models.of<typeof whole>(praisesByStreet).get('street-3');
    expect(left?.praises).toBe(whole.praises - 1);
    expect(statusOf(models, praisesByStreet.name)?.coverage.skipped).toBe(1);
    await rebuild(store, models, praisesByStreet.name);
    await eventually('the switch', () => statusOf(models, praisesByStreet.name)?.generation === 2);
    await wellAgain(models, praisesByStreet.name);
    expect(models.of(praisesByStreet).get('street-3')).toEqual(left);
    expect(statusOf(models, praisesByStreet.name)?.coverage.skipped).toBe(1);
  });

  it('let a parked projection go on from where it stands, alone, and skip the event it stood at', async () => {
    let isBroken = true;
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
        const found = statusOf(models, people.name);
        return found?.state === 'parked' && found.ordinal === ordinal;
      });
    await parkedAt(149);
    await decide(store, 'ProjectionResumed', people.name);
    await caughtUp(models, store, definitionsWith().slice(1));
    await parkedAt(149);
    await decide(store, 'EventSkipped', people.name, { ordinal: 150 });
    await parkedAt(249);
    isBroken = false;
    await decide(store, 'ProjectionResumed', people.name);
    await wellAgain(models, people.name);
    await caughtUp(models, store);
    expect(statusOf(models, people.name)).toMatchObject({ generation: 1, coverage: { skipped: 1 } });
    await live(store, 301, 100);
    await caughtUp(models, store);
    await wellAgain(models, people.name);
  });

  it('stop a projection with a reason until it is resumed, over a restart', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    await decide(store, 'ProjectionParked', 'gazette');
    await eventually('gazette to be parked', () => statusOf(models, 'gazette')?.state === 'parked');
    expect(statusOf(models, 'gazette')?.reason).toBe('an operator stopped it');
    await first.stop();
    await live(store, 301, 100);
    hall.projector(store);
    await eventually('the others', () => statusOf(models, people.name)?.ordinal === 401);
    expect(statusOf(models, 'gazette')?.state).toBe('parked');
    await decide(store, 'ProjectionResumed', 'gazette');
    await wellAgain(models, 'gazette');
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('stop a projection that is folded anew from a long history, too, as soon as it serves', async () => {
    await decide(store, 'ProjectionParked', 'gazette');
    const slow: EventReader = {
      ...seenThrough(store, (events) => events),
      async *subscribeAll(options) {
        for await (const batch of store.subscribeAll(options)) {
          if (batch.kind === 'caught-up') await passed(50);
          // So long did history take that what was folded of it is committed before its end.
          const now = batch.kind === 'events' && jest.spyOn(performance, 'now');
          if (now) now.mockReturnValue(performance.now() + AN_HOUR);
          yield batch;
          if (now) now.mockRestore();
        }
      },
    };
    hall.projector(slow, DEFINITIONS, store);
    await eventually('it to be parked', () => statusOf(models, 'gazette')?.state === 'parked', 2 * AN_HOUR);
    await wellAgain(models, people.name);
  });

  it('are heard when every projection is parked and the projector starts anew', async () => {
    const definitions = definitionsWith().map((context) => ({ ...context }));
    const first = hall.projector(store, definitions);
    await caughtUp(models, store);
    for (const name of [people.name, praisesByStreet.name, 'gazette'])
      await decide(store, 'ProjectionParked', name);
    await eventually('all to be parked', () => models.status().every(({ state }) => state === 'parked'));
    await first.stop();
    hall.projector(store, definitions);
    await decide(store, 'ProjectionResumed', people.name);
    await wellAgain(models, people.name);
    await decide(store, 'ProjectionResumed', 'gazette');
    await wellAgain(models, 'gazette');
    expect(statusOf(models, praisesByStreet.name)?.state).toBe('parked');
  });

  it('fold a projection anew, once, however often it is asked for meanwhile and over a restart', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    const request = () => decide(store, 'ProjectionRebuildRequested', gazette.name, { generation: 1 });
    await Promise.all([request(), live(store, 301, 500)]);
    await request();
    await eventually('the switch', () => statusOf(models, gazette.name)?.generation === 2);
    await request();
    await caughtUp(models, store);
    await first.stop();
    hall.projector(store);
    await live(store, 801, 100);
    await caughtUp(models, store);
    expect(statusOf(models, gazette.name)).toMatchObject({ generation: 2, lastSwitch: { finding: null } });
    expect(statusOf(models, gazette.name)?.rebuilding).toBeUndefined();
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('fold a projection anew that is parked, and leave it parked where it is not asked for', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await decide(store, 'ProjectionParked', gazette.name);
    await decide(store, 'ProjectionParked', people.name);
    await eventually('both to be parked', () =>
      [gazette, people].every(({ name }) => statusOf(models, name)?.state === 'parked'),
    );
    await decide(store, 'ProjectionRebuildRequested', people.name, { generation: 7 });
    await decide(store, 'ProjectionRebuildRequested', gazette.name, { generation: 1 });
    await wellAgain(models, gazette.name);
    expect(statusOf(models, gazette.name)).toMatchObject({ generation: 2 });
    expect(statusOf(models, people.name)).toMatchObject({ generation: 1, state: 'parked' });
    await projector.stop();
  });
});
