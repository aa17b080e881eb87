import { UnknownEvent } from '#platform/event-store';
import { ProjectionUnavailable } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { definitionsWith, encoded, live, people, praisesByStreet } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

describe('the projector', () => {
  let hall: TownHall;
  let store: MemoryEventStore;

  beforeEach(() => {
    hall = new TownHall();
    store = new MemoryEventStore();
  });
  afterEach(() => hall.close());

  it('folds history and then live events into rows equal to a fold from nothing', async () => {
    await live(store, 1, 1500);
    hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    await live(store, 1501, 700);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('waits for a ledger that is opened later', async () => {
    const projector = hall.projector(store);
    await eventually('the projector to wait', () => projector.status().state === 'waiting');
    await live(store, 1, 10);
    await caughtUp(await hall.models(store), store);
    expect(projector.status()).toMatchObject({ state: 'following', reason: null });
  });

  it('goes on after its subscription broke, each event fed once', async () => {
    await live(store, 1, 400);
    hall.projector(store);
    const models = await hall.models(store);
    for (let from = 401; from < 1400; from += 100) {
      store.failSubscriptions();
      await live(store, from, 100);
    }
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    const handled = models.status().map(({ name, handled }) => [name, handled]);
    expect(Object.fromEntries(handled)).toEqual(await countedFor(store));
  });

  it('continues from its checkpoint after a stop, feeding nothing twice', async () => {
    await live(store, 1, 500);
    const first = hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    await first.stop();
    await live(store, 501, 500);
    hall.projector(store);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(Object.fromEntries(models.status().map(({ name, handled }) => [name, handled]))).toEqual(
      await countedFor(store),
    );
  });

  it('parks a projection that cannot name its keys, alone, behind the last event it folded whole', async () => {
    await live(store, 1, 300);
    const failing = {
      ...people,
      keysOf: (event: Parameters<typeof people.keysOf>[0]) => {
        if (event.at.ordinal === 250) throw new Error('a bug');
        return people.keysOf(event);
      },
    };
    hall.projector(store, definitionsWith(failing));
    const models = await hall.models(store);
    await eventually('people to be parked', () => models.status()[0]?.state === 'parked');
    await live(store, 301, 100);
    const head = (await store.head()) as bigint;
    await models.waitFor([praisesByStreet.name, 'gazette'], head, 5000);
    const parked = models.status()[0];
    expect(parked).toMatchObject({ ordinal: 249, state: 'parked' });
    expect(parked?.reason).toMatch(/^RateSet at ordinal 250: a bug$/);
    expect(() => models.of(people).get('rate')).toThrow(ProjectionUnavailable);
    await expect(models.waitFor([people.name], head, 60_000)).rejects.toThrow(ProjectionUnavailable);
  });

  it('parks the readers of a context whose publish mapper fails, and nobody else', async () => {
    await live(store, 1, 300);
    const definitions = definitionsWith().map((context) => ({
      ...context,
      publish: (...given: Parameters<typeof context.publish>) => {
        if (given[1].ordinal === 200) throw new Error('a bug');
        return context.publish(...given);
      },
    }));
    hall.projector(store, definitions);
    const models = await hall.models(store);
    await models.waitFor([], 0n, 0);
    await eventually('gazette to be parked', () => models.status()[2]?.state === 'parked');
    expect(models.status()[2]).toMatchObject({
      ordinal: 199,
      reason: 'publishing RateSet at ordinal 200: a bug',
    });
    await eventually(
      'the others',
      () => models.status().filter(({ ordinal }) => ordinal === 300).length === 2,
    );
  });

  it('parks a projection whose rows cannot stand on its boards, caught up or not', async () => {
    const twice = {
      ...people,
      boards: () => [
        { board: 'town', value: 1 },
        { board: 'town', value: 1 },
      ],
    };
    await live(store, 1, 49);
    hall.projector(store, definitionsWith(twice));
    const models = await hall.models(store);
    await eventually('people to be parked', () => models.status()[0]?.state === 'parked');
    expect(models.status()[0]?.reason).toMatch(/^its boards cannot be made: .* stands twice on town$/);
    await eventually(
      'the others',
      () => models.status().filter(({ state }) => state === 'active').length === 2,
    );
  });

  it('stops at an event this build does not know and says so at every projection', async () => {
    await live(store, 1, 300);
    const projector = hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    await live(store, 301, 50);
    const revision = (await store.readStream('town.life-1')).length - 1;
    const unknown = { ...encoded('town.life-1', 999, 'PersonLeft', {}), type: 'PersonVanished' };
    await store.append('town.life-1', revision, [unknown]);
    await eventually('the projector to stop', () => projector.status().state === 'stopped');
    const reason = `event type PersonVanished is not known to this build (town.life-1@${revision + 1})`;
    expect(projector.status().reason).toBe(reason);
    await eventually('the reason', () => models.status().every((status) => status.reason === reason));
    expect(models.status().map(({ ordinal }) => ordinal)).toEqual([350, 350, 350]);
    await expect(models.waitFor([people.name], (await store.head()) as bigint, 60_000)).rejects.toThrow(
      reason,
    );
    await expect(foldedFromNothing(store)).rejects.toThrow(UnknownEvent);
  });

  it('drops what it holds when another reader moved the checkpoint, and starts from the stored one', async () => {
    await live(store, 1, 200);
    const [first, second] = [hall.projector(store), hall.projector(store)];
    const models = await hall.models(store);
    const lost: string[] = [];
    for (let from = 201; from < 2200; from += 200) {
      await live(store, from, 200);
      await caughtUp(models, store);
      lost.push(...[first, second].map((projector) => projector.status().reason ?? ''));
    }
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(Object.fromEntries(models.status().map(({ name, handled }) => [name, handled]))).toEqual(
      await countedFor(store),
    );
    expect(lost.join()).toMatch(/another reader took over/);
  });
});

/** Ledger events each projection has to be fed. */
async function countedFor(store: MemoryEventStore): Promise<Record<string, number>> {
  const { events } = await store.readAll({ after: null, limit: 1_000_000 });
  const praised = events.filter(({ type }) => type === 'PersonPraised').length;
  const own = events.filter(({ stream }) => stream.startsWith('town.')).length;
  return { people: own, 'praises-by-street': praised, gazette: praised };
}
