import { verify, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { nodesOf } from '../src/boards/radix.js';
import { DEFINITIONS, encoded, live } from './town.js';
import { caughtUp, foundTown, type TownHall } from './town-hall.js';

const EVENTS = 700;
const ENTRIES = '"entries:people:1"';
const COUNTERS = '"counters:people:1"';
const NOBODY = `VALUES ('elsewhere', -5, 'person-5')`;
const COUNTED = nodesOf(5).map((node) => `INSERT INTO ${COUNTERS} VALUES ('elsewhere', ${node}, 1)`);
const MISCOUNTED = /^the ranks on board town are not counted as its entries stand$/;

describe('what rows are found by', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => {
    ({ hall, store, models } = await foundTown(EVENTS));
    hall.projector(store);
    await verified(EVENTS);
  });
  afterEach(() => hall.close());

  const verified = (ordinal: number): Promise<boolean> =>
    eventually('the recount', () =>
      models.status().every(({ coverage }) => coverage.verifiedTo === ordinal && !coverage.wrong),
    );
  const fault = (): Promise<string> =>
    eventually(
      'a fault',
      () => models.status().find(({ coverage }) => coverage.wrong)?.coverage.reason,
      5_000,
    );

  it.each([
    [
      'an index column',
      [`UPDATE "rows:people:1" SET ix_points = ix_points + 1 WHERE key = 'person-5'`],
      /^row person-5 does not stand in index points as it says$/,
    ],
    [
      'an index column, emptied',
      [`UPDATE "rows:people:1" SET ix_street = -9e999 WHERE key = 'person-5'`],
      /^row person-5 does not stand in index street as it says$/,
    ],
    [
      'the value of an entry',
      [`UPDATE ${ENTRIES} SET negated = negated - 900 WHERE board = 'town' AND key = 'person-5'`],
      /^person-5 does not stand on board town as its row says$/,
    ],
    [
      'an entry, removed',
      [`DELETE FROM ${ENTRIES} WHERE board = 'town' AND key = 'person-5'`],
      /^person-5 does not stand on board town as its row says$/,
    ],
    [
      'an entry of nobody, counted by itself',
      [`INSERT INTO ${ENTRIES} ${NOBODY}`, ...COUNTED],
      /^\d+ entries stand on its boards, its rows say \d+$/,
    ],
    [
      'a counter',
      [`UPDATE ${COUNTERS} SET members = members + 1 WHERE board = 'town' AND node = ${nodesOf(0)[0]}`],
      MISCOUNTED,
    ],
    [
      'a counter, removed',
      [`DELETE FROM ${COUNTERS} WHERE board = 'town' AND node = ${nodesOf(0)[0]}`],
      MISCOUNTED,
    ],
    ['a counter of nobody', [`INSERT INTO ${COUNTERS} VALUES ('town', ${nodesOf(4e9)[2]}, 1)`], MISCOUNTED],
  ])('is found when it was changed by hand: %s', async (_, changes, expected) => {
    hall.alter(...changes);
    expect(await fault()).toMatch(expected);
    const { isRight, projections } = await verify({ definitions: DEFINITIONS, store, file: hall.file });
    expect(isRight).toBe(false);
    expect(projections.find(({ name }) => name === 'people')?.fault).toMatch(expected);
  });

  it('is as rows say also while they are written', async () => {
    for (let from = EVENTS + 1; from < EVENTS + 600; from += 20) await live(store, from, 20);
    await caughtUp(models, store);
    await verified(EVENTS + 600);
    expect(await verify({ definitions: DEFINITIONS, store, file: hall.file })).toMatchObject({
      isRight: true,
    });
  });

  it('is as rows say also where a text is no UTF-8', async () => {
    const street = 'street-\ud800';
    const praise = encoded('town.life-2', 0, 'PersonPraised', { name: 'person-x', times: 1, street });
    await store.append('town.life-2', 'none', [praise]);
    await caughtUp(models, store);
    const { projections } = await verify({ definitions: DEFINITIONS, store, file: hall.file });
    expect(projections.find(({ name }) => name === 'people')).toMatchObject({
      ordinal: EVENTS + 1,
      fault: null,
    });
  });

  it('finds an entry of nobody by its board while others are written', async () => {
    hall.alter(`INSERT INTO ${ENTRIES} VALUES ('town', -900000, 'person-of-nobody')`);
    await live(store, EVENTS + 1, 100);
    expect(await fault()).toMatch(/entries stand|not counted/);
  });
});
