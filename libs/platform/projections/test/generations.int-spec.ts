import { openLedger } from '#platform/event-store';
import { eventually, MemoryEventStore } from '#platform/testing';
import { rebuild } from './operators.js';
import { definitionsWith, live, people, praisesByStreet, type PersonRow } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

const nextPeople = {
  ...people,
  version: 2,
  evolve: (...given: Parameters<typeof people.evolve>): PersonRow | null => {
    const row = people.evolve(...given);
    return row && { ...row, street: row.street && `${row.street}!` };
  },
};

describe('generations of a projection', () => {
  let hall: TownHall;
  let store: MemoryEventStore;

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    await live(store, 1, 1000);
  });
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  it('folds a new version beside and switches when it has caught up, the old one serving meanwhile', async () => {
    const old = hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    await old.stop();
    const served = storedRows(models);
    const definitions = definitionsWith(nextPeople);
    hall.projector(store, definitions);
    const seen = new Set<string>();
    const rows = models.of(people);
    await eventually('the switch', () => {
      const [status] = models.status();
      seen.add(JSON.stringify(rows.get('person-1')));
      return status?.version === 2 && !status.rebuilding;
    });
    expect(storedRows(models)).toEqual(await foldedFromNothing(store, definitions));
    expect(seen).toContain(JSON.stringify(served['people']?.['person-1']));
    expect(seen.size).toBe(2);
    expect(models.status().map(({ generation }) => generation)).toEqual([2, 1, 1]);
  });

  it('is rebuilt while events are written, and every event is in it once', async () => {
    hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    let index = 1001;
    for (const generation of [2, 3]) {
      await rebuild(store, models, people.name);
      await rebuild(store, models, people.name);
      await eventually('the rebuild', async () => {
        await live(store, index, 50);
        index += 50;
        expect(models.of(people).get('rate')).not.toBeNull();
        return models.status()[0]?.generation === generation && !models.status()[0]?.rebuilding;
      });
    }
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(models.status()[0]?.handled).toBe(index - 1);
  });

  it('is mended by a rebuild after it was parked', async () => {
    const failing = {
      ...people,
      keysOf: () => {
        throw new Error('a bug');
      },
    };
    const broken = hall.projector(store, definitionsWith(failing));
    const models = await hall.models(store);
    await eventually('people to be parked', () => models.status()[0]?.state === 'parked');
    await broken.stop();
    const mended = hall.projector(store);
    await eventually('the projector', () => mended.status().state === 'following');
    expect(models.status()[0]).toMatchObject({ state: 'parked', ordinal: 0 });
    await rebuild(store, models, people.name);
    await eventually('the switch', () => models.status()[0]?.state === 'active');
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('goes on in a store the history was moved to, counting ordinals from its start', async () => {
    const before = hall.projector(store);
    await caughtUp(await hall.models(store), store);
    await before.stop();
    const moved = store.copy('another', 13n);
    await live(moved, 1001, 300);
    hall.projector(moved);
    const models = await hall.models(moved);
    await caughtUp(models, moved);
    expect(storedRows(models)).toEqual(await foldedFromNothing(moved));
    expect(models.status().map(({ generation, ordinal }) => [generation, ordinal])).toEqual([
      [1, 1300],
      [1, 1300],
      [1, 1300],
    ]);
  });

  it('refuses another ledger, and a history that ends before the rows do', async () => {
    const before = hall.projector(store);
    await caughtUp(await hall.models(store), store);
    await before.stop();
    const other = new MemoryEventStore('other');
    await openLedger(other, { ledgerId: 'other-ledger', clock: 'real' }, '2021-06-01T00:00:00.000Z');
    const strange = hall.projector(other);
    await eventually('the refusal', () => strange.status().state === 'stopped');
    expect(strange.status().reason).toMatch(/were folded from ledger .*, the store holds other-ledger/);
    await strange.stop();
    const restored = new MemoryEventStore('restored');
    await live(restored, 1, 500);
    const behind = hall.projector(restored);
    await eventually('the refusal', () => behind.status().state === 'stopped');
    expect(behind.status().reason).toMatch(
      /lacks history that was there before: it was read up to ordinal 1000/,
    );
  });

  it('folds only what is new when a projection is added', async () => {
    const [town, press] = definitionsWith();
    const first = [
      { ...town!, projections: [people] },
      { ...press!, projections: [] },
    ];
    const before = hall.projector(store, first);
    await caughtUp(await hall.models(store, first), store, first);
    await before.stop();
    hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    expect(models.status().map(({ name, generation }) => [name, generation])).toEqual([
      [people.name, 1],
      [praisesByStreet.name, 1],
      ['gazette', 1],
    ]);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });
});
