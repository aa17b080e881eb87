import { replay, verify, type SqliteReadModels, type VerificationReport } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { VerifierFile } from '../src/sqlite/verifier-file.js';
import { DEFINITIONS, definitionsWith, people } from './town.js';
import { rebuild, statusOf, wellAgain } from './operators.js';
import { caughtUp, foldedFromNothing, foundTown, storedRows, type TownHall } from './town-hall.js';

const EVENTS = 300;
const DROPPED = [
  ['people', '"rows:people:1"'],
  ['people', '"entries:people:1"'],
  ['people', '"counters:people:1"'],
  ['gazette', '"rows:gazette:1"'],
] as const;

describe('a table that is gone from the file', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(EVENTS)));
  afterEach(() => hall.close());

  const folded = async (): Promise<void> => {
    hall.projector(store);
    await caughtUp(models, store);
    await eventually('the recount', () =>
      models.status().every(({ coverage }) => coverage.verifiedTo === EVENTS),
    );
  };
  const verified = (definitions = DEFINITIONS): Promise<VerificationReport> =>
    verify({ definitions, store, file: hall.file });

  it.each(DROPPED)('of %s is found: %s', async (name, table) => {
    await folded();
    hall.run(`DROP TABLE ${table}`);
    const reason = await eventually(
      'the fault',
      () => models.status().find((status) => status.name === name)?.coverage.reason,
      5_000,
    );
    expect(reason).toBe(`its table ${table} is missing`);
    const { isRight, projections } = await verified();
    expect(isRight).toBe(false);
    expect(projections.filter(({ fault }) => fault !== null)).toMatchObject([{ name, fault: reason }]);
  });

  it.each(DROPPED)('of %s is no raw error of a replay: %s', async (name, table) => {
    await folded();
    hall.run(`DROP TABLE ${table}`);
    const { isEqual, projections } = await replay({ definitions: DEFINITIONS, store, file: hall.file });
    expect(isEqual).toBe(false);
    expect(projections.find((projection) => projection.name === name)?.notCompared).toBe(
      `its table ${table} is missing`,
    );
  });

  it.each(DROPPED)('of %s is there again when it is folded anew: %s', async (name, table) => {
    await folded();
    hall.run(`DROP TABLE ${table}`);
    await rebuild(store, models, name);
    await eventually('the switch', () => statusOf(models, name)?.generation === 2);
    await wellAgain(models, name);
    expect(statusOf(models, name)).toMatchObject({
      generation: 2,
      lastSwitch: { notCompared: table.startsWith('"rows') ? `its table ${table} is missing` : null },
    });
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  });

  it('is no fault of a generation that is gone itself, or that was parked before it had boards', async () => {
    const failing = {
      ...people,
      keysOf: (event: Parameters<typeof people.keysOf>[0]) => {
        if (event.at.ordinal === 200) throw new Error('a bug');
        return people.keysOf(event);
      },
    };
    hall.projector(store, definitionsWith(failing));
    await eventually('people to be parked', () => models.status()[0]?.state === 'parked');
    expect((await verified()).projections[0]).toMatchObject({ name: 'people', fault: null });
    const file = new VerifierFile(hall.file, { readonly: true });
    const [gazette] = file.checkpoints().filter(({ projection }) => projection === 'gazette');
    if (!gazette) throw new Error('no gazette');
    hall.run(`DELETE FROM checkpoints WHERE projection = 'gazette'; DROP TABLE "rows:gazette:1"`);
    expect([file.missingTable(gazette), file.counts(gazette)]).toEqual([null, null]);
    file.close();
  });
});
