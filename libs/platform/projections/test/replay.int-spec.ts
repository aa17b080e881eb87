import { LedgerMismatch, replay, type ReplayReport } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, definitionsWith, live, people } from './town.js';
import { caughtUp, TownHall } from './town-hall.js';

describe('replay', () => {
  let hall: TownHall;
  let store: MemoryEventStore;

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    await live(store, 1, 1000);
  });
  afterEach(() => hall.close());

  const replayed = (definitions = DEFINITIONS): Promise<ReplayReport> =>
    replay({ definitions, store, file: hall.file });

  it('finds nothing where nothing was changed, at the ordinal the rows stand at', async () => {
    hall.projector(store);
    await caughtUp(await hall.models(store), store);
    const { isEqual, projections } = await replayed();
    expect(isEqual).toBe(true);
    expect(projections.map(({ name, ordinal, differences }) => [name, ordinal, differences])).toEqual([
      ['people', 1000, 0],
      ['praises-by-street', 1000, 0],
      ['gazette', 1000, 0],
    ]);
    expect(projections.every(({ rows }) => rows > 4)).toBe(true);
  });

  it('finds a row, an index value, a board entry and a counter that were changed by hand', async () => {
    hall.projector(store);
    await caughtUp(await hall.models(store), store);
    hall.alter(
      `UPDATE "rows:gazette:1" SET row = '{"printed":99}' WHERE key = 'person-5'`,
      `DELETE FROM "rows:praises-by-street:1" WHERE key = 'street-1'`,
      `UPDATE "rows:people:1" SET ix_points = -1 WHERE key = 'person-5'`,
      `DELETE FROM "entries:people:1" WHERE key = 'person-6' AND board = 'town'`,
      `UPDATE "counters:people:1" SET members = members + 1 WHERE node = (SELECT min(node) FROM "counters:people:1") AND board = 'town'`,
    );
    const { isEqual, differences, projections } = await replayed();
    expect(isEqual).toBe(false);
    expect(differences.map(({ projection, part, key }) => [projection, part, key])).toEqual([
      ['people', 'row', 'person-5'],
      ['people', 'board', 'person-6 town'],
      ['people', 'counter', expect.stringMatching(/^town 0+5\d+$/)],
      ['praises-by-street', 'row', 'street-1'],
      ['gazette', 'row', 'person-5'],
    ]);
    expect(differences[3]).toMatchObject({ expected: { row: { praises: expect.any(Number) } }, found: null });
    expect(projections.map((projection) => projection.differences)).toEqual([3, 1, 1]);
  });

  it('works while events are written and folded', async () => {
    hall.projector(store);
    const models = await hall.models(store);
    await caughtUp(models, store);
    let done = false;
    const writing = (async () => {
      for (let from = 1001; !done; from += 50) {
        await live(store, from, 50);
        await models.waitFor(['people'], (await store.head()) as bigint, 5000);
      }
    })();
    for (let time = 0; time < 3; time++)
      expect(await replayed()).toMatchObject({ isEqual: true, differences: [] });
    done = true;
    await writing;
  });

  it('compares a parked projection where it stands, and says what it cannot compare', async () => {
    const failing = {
      ...people,
      keysOf: (event: Parameters<typeof people.keysOf>[0]) => {
        if (event.at.ordinal === 800) throw new Error('a bug');
        return people.keysOf(event);
      },
    };
    hall.projector(store, definitionsWith(failing));
    const models = await hall.models(store);
    await eventually('people to be parked', () => models.status()[0]?.state === 'parked');
    const { isEqual, projections } = await replayed();
    expect(projections.map(({ name, ordinal }) => [name, ordinal])).toEqual([
      ['people', 799],
      ['praises-by-street', 1000],
      ['gazette', 1000],
    ]);
    expect(isEqual).toBe(true);
    const raised = await replayed(definitionsWith({ ...people, version: 2 }));
    expect(raised.isEqual).toBe(false);
    expect(raised.projections[0]?.notCompared).toBe('its rows are of version 1');
  });

  it('refuses a ledger that ends before the rows do', async () => {
    hall.projector(store);
    await caughtUp(await hall.models(store), store);
    const shorter = new MemoryEventStore('shorter');
    await live(shorter, 1, 500);
    await expect(replay({ definitions: DEFINITIONS, store: shorter, file: hall.file })).rejects.toThrow(
      LedgerMismatch,
    );
  });
});
