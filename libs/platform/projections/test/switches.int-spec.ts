import type { ProjectionStatus, SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { rebuild } from './operators.js';
import { decide, definitionsWith, live, people, type PersonRow } from './town.js';
import { caughtUp, foldedFromNothing, foundTown, storedRows, type TownHall } from './town-hall.js';

type Evolve = typeof people.evolve;

/** Says one thing more of everybody who has a street. */
const marked = (...given: Parameters<Evolve>): PersonRow | null => {
  const row = people.evolve(...given);
  return row && { ...row, street: row.street && `${row.street}!` };
};
const nextPeople = { ...people, version: 2, evolve: marked };
/** The same, though its version does not say so. */
const quietlyOther = { ...people, evolve: marked };

describe('a switch from one generation to another', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(1000)));
  afterEach(() => hall.expectRowsCounted());
  afterEach(() => hall.close());

  const status = (): ProjectionStatus => models.status()[0] as ProjectionStatus;
  const generation = (wanted: number): Promise<unknown> =>
    eventually(`generation ${wanted}`, () => status().generation === wanted && !status().rebuilding);
  const rollBack = () => decide(store, 'ProjectionRolledBack', people.name);

  it('compares the rows of a raised version at one ordinal, and says how many changed', async () => {
    const old = hall.projector(store);
    await caughtUp(models, store);
    expect(status().lastSwitch).toBeUndefined();
    await old.stop();
    hall.projector(store, definitionsWith(nextPeople));
    await generation(2);
    const rows = Object.values(storedRows(models)['people'] as Record<string, PersonRow>);
    expect(status().lastSwitch).toMatchObject({
      fromVersion: 1,
      toVersion: 2,
      generation: 2,
      ordinal: 1000,
      rows: rows.length,
      changed: rows.filter(({ street }) => street !== null).length,
      added: 0,
      removed: 0,
      notCompared: null,
      finding: null,
    });
    expect(status().lastSwitch?.sample).toHaveLength(10);
    expect(status().coverage.wrong).toBe(false);
  });

  it('finds no difference after a rebuild, also while events are written', async () => {
    hall.projector(store);
    await caughtUp(models, store);
    await rebuild(store, models, people.name);
    let from = 1001;
    await eventually('the switch', async () => {
      await live(store, from, 20);
      from += 20;
      return status().generation === 2 && !status().rebuilding;
    });
    const { ordinal, ...found } = status().lastSwitch!;
    expect(found).toMatchObject({ changed: 0, added: 0, removed: 0, notCompared: null, finding: null });
    expect(found.rows).toBeGreaterThan(50);
    expect(ordinal).toBeGreaterThanOrEqual(1000);
  });

  it('says that rows are wrong when a rebuild differs, until one does not', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    await first.stop();
    const projector = hall.projector(store, definitionsWith(quietlyOther));
    await eventually('the projector', () => projector.status().state === 'following');
    await rebuild(store, models, people.name);
    await generation(2);
    expect(status().coverage).toMatchObject({
      wrong: true,
      reason: expect.stringMatching(
        /^folded anew, \d+ rows changed, 0 came and 0 went, which nothing/,
      ) as string,
    });
    await rebuild(store, models, people.name);
    await generation(3);
    expect(status()).toMatchObject({ lastSwitch: { changed: 0 }, coverage: { wrong: false, reason: null } });
  });

  it('names a row that was deleted and one that was put in by hand', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await projector.stop();
    hall.alter(`DELETE FROM "rows:people:1" WHERE key = 'person-5'`);
    hall.alter(`UPDATE "rows:people:1" SET key = 'nobody', seal = NULL WHERE key = 'person-6'`);
    const again = hall.projector(store);
    await eventually('the projector', () => again.status().state === 'following');
    await rebuild(store, models, people.name);
    await generation(2);
    expect(status().lastSwitch).toMatchObject({ changed: 0, added: 2, removed: 1 });
    expect(status().lastSwitch?.sample).toEqual([
      { key: 'person-5', kind: 'added' },
      { key: 'person-6', kind: 'added' },
      { key: 'nobody', kind: 'removed' },
    ]);
  });

  it('takes a row for mended that was not as the projector wrote it', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await live(store, 1001, 500);
    await caughtUp(models, store);
    await projector.stop();
    hall.alter(`UPDATE "rows:people:1" SET row = '{}', seal = 1 WHERE key = 'person-5'`);
    const again = hall.projector(store);
    await eventually('the projector', () => again.status().state === 'following');
    await rebuild(store, models, people.name);
    await generation(2);
    expect(status()).toMatchObject({
      lastSwitch: { changed: 1, sample: [{ key: 'person-5', kind: 'changed' }], finding: null },
      coverage: { wrong: false },
    });
  });

  it('is undone when it is decided: the rows of before catch up and serve, and can be exchanged again', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await rebuild(store, models, people.name);
    await generation(2);
    expect(status().kept).toMatchObject({ version: 1, generation: 1, ordinal: 1001 });
    await live(store, 1001, 300);
    await caughtUp(models, store);
    await rollBack();
    await generation(1);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(status()).toMatchObject({
      kept: { generation: 2 },
      lastSwitch: { generation: 1, notCompared: 'it was put back, and catches up' },
    });
    await projector.stop();
    const again = hall.projector(store);
    await eventually('the projector', () => again.status().state === 'following');
    await live(store, 1301, 100);
    await caughtUp(models, store);
    expect(status().generation).toBe(1);
    await rebuild(store, models, people.name);
    await rollBack();
    await generation(2);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    await eventually('the verifier', () => status().coverage.verifiedTo === status().ordinal);
    expect(status().coverage.wrong).toBe(false);
  });

  it('is undone by going back to the build of before, which takes up its own rows where it left them', async () => {
    const old = hall.projector(store);
    await caughtUp(models, store);
    await old.stop();
    const raised = definitionsWith(nextPeople);
    const next = hall.projector(store, raised);
    await generation(2);
    await live(store, 1001, 300);
    await next.stop();
    const back = hall.projector(store);
    await generation(1);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(status()).toMatchObject({ version: 1, lastSwitch: { fromVersion: 2, toVersion: 1 } });
    await back.stop();
    await live(store, 1301, 100);
    hall.projector(store, raised);
    await generation(2);
    await caughtUp(models, store, raised);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store, raised));
  });
});
