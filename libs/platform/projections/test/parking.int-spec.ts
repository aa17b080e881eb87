import { ProjectionUnavailable, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { failingStreets } from './failing-streets.js';
import { definitionsWith, live, people, praisesByStreet, type PersonRow } from './town.js';
import { caughtUp, foldedFromNothing, foundTown, storedRows, type TownHall } from './town-hall.js';

describe('parking by key', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(300)));
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  const streets = () => models.status()[1];

  it('lets the events of a key that throws wait, and folds everybody else', async () => {
    hall.projector(store, definitionsWith(failingStreets((street, at) => street === 'street-3' && at > 200)));
    await live(store, 301, 100);
    await caughtUp(models, store);
    const expected = (await foldedFromNothing(store))[praisesByStreet.name];
    const rows = models.of<object>(praisesByStreet);
    expect(rows.get('street-2')).toEqual(expected?.['street-2']);
    expect(streets()).toMatchObject({ state: 'active', reason: null, ordinal: 400 });
    expect(streets()?.parkedKeys).toEqual([
      { key: 'street-3', ordinal: 203, reason: 'PersonPraised at ordinal 203: a bug' },
    ]);
    const { coverage } = await eventually('the recount', () => {
      const status = streets();
      return status?.coverage.verifiedTo === 400 && status;
    });
    expect(coverage).toMatchObject({ wrong: false, skipped: 0 });
    expect(coverage.waiting).toBeGreaterThan(30);
    expect(coverage.recounted).toBe(coverage.handled + coverage.waiting);
  });

  it('answers what holds the parked key with the reason, and the rest as ever', async () => {
    hall.projector(store, definitionsWith(failingStreets((street) => street === 'street-3')));
    await caughtUp(models, store);
    const rows = models.of<object>(praisesByStreet);
    const parked = new ProjectionUnavailable(
      praisesByStreet.name,
      'key street-3 is parked: PersonPraised at ordinal 3: a bug',
    );
    expect(() => rows.get('street-3')).toThrow(parked);
    expect(() => rows.getMany(['street-1', 'street-3'])).toThrow(parked);
    expect(rows.getMany(['street-1', 'street-2']).size).toBe(2);
    expect(rows.list({ limit: 10 }).items).toHaveLength(4);
  });

  it('keeps what waits over a restart', async () => {
    const definitions = definitionsWith(failingStreets((street, at) => street === 'street-3' && at === 203));
    const first = hall.projector(store, definitions);
    await caughtUp(models, store);
    await first.stop();
    const before = streets();
    expect(before?.parkedKeys).toHaveLength(1);
    await live(store, 301, 100);
    hall.projector(store, definitions);
    await caughtUp(models, store);
    expect(streets()?.parkedKeys).toEqual(before?.parkedKeys);
    expect(streets()?.coverage.waiting).toBeGreaterThan(before?.coverage.waiting ?? 0);
  });

  it('parks with a key whoever refers to it: its row is not what it should be by then', async () => {
    const failing = {
      ...people,
      evolve: (...given: Parameters<typeof people.evolve>): PersonRow | null => {
        if (given[1].at.ordinal === 250) throw new Error('a bug');
        return people.evolve(...given);
      },
    };
    hall.projector(store, definitionsWith(failing));
    await caughtUp(models, store);
    const keys = models.status()[0]?.parkedKeys ?? [];
    expect(keys[0]).toEqual({ key: 'rate', ordinal: 250, reason: 'RateSet at ordinal 250: a bug' });
    expect(keys[1]?.reason).toMatch(/^PersonPraised at ordinal 251: it refers to rate, which is parked$/);
    const { gazette } = storedRows(models, definitionsWith().slice(1));
    expect(gazette).toEqual((await foldedFromNothing(store))['gazette']);
  });

  it.each([
    ['history', 300],
    ['what is written later', 20],
  ])('parks a key whose row cannot be indexed, at the event that made it so, in %s', async (_, raisedAt) => {
    const failing = {
      ...people,
      indexes: { points: (row: PersonRow) => (row.points === 7 * raisedAt ? Number.NaN : row.points) },
      referencesOf: () => [],
      evolve: (...given: Parameters<typeof people.evolve>): PersonRow | null => {
        const row = people.evolve(...given);
        return row && given[2] === 'person-5' && given[1].at.ordinal >= raisedAt
          ? { ...row, points: 7 * raisedAt }
          : row;
      },
    };
    hall.projector(store, definitionsWith(failing));
    if (raisedAt < 100) await eventually('its rows', () => models.status()[0]?.state === 'active');
    await live(store, 301, 300);
    await caughtUp(models, store);
    const [status] = models.status();
    expect(status).toMatchObject({ state: 'active', ordinal: 600 });
    expect(status?.parkedKeys).toHaveLength(1);
    expect(status?.parkedKeys[0]?.key).toBe('person-5');
    expect(status?.parkedKeys[0]?.reason).toMatch(
      /: index points of person-5 is neither text, integer nor null: NaN$/,
    );
    await eventually('the recount', () => {
      const coverage = models.status()[0]?.coverage;
      return coverage?.verifiedTo === 600 && !coverage.wrong && coverage.waiting > 0;
    });
  });

  it('parks the whole projection when too many keys would be', async () => {
    const failing = {
      ...people,
      keysOf: (event: Parameters<typeof people.keysOf>[0]) =>
        event.type === 'PersonPraised' ? [`${event.data.name}-${event.at.ordinal}`] : [],
      referencesOf: () => [],
      evolve: (): never => {
        throw new Error('a bug');
      },
    };
    hall.projector(store, definitionsWith(failing));
    const status = await eventually('people to be parked', () => {
      const found = models.status()[0];
      return found?.state === 'parked' && found;
    });
    expect(status.reason).toMatch(
      /^100 keys are parked already; key person-\d+-\d+, PersonPraised at ordinal/,
    );
    expect(status.parkedKeys).toHaveLength(100);
    expect(status.coverage).toMatchObject({ handled: status.ordinal - status.coverage.waiting });
    expect(() => models.of(people).get('rate')).toThrow(ProjectionUnavailable);
  });
});
