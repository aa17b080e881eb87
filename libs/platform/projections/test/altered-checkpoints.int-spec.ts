import { verify, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { statusOf, wellAgain } from './operators.js';
import { DEFINITIONS, LEDGER_ID, live } from './town.js';
import { caughtUp, foldedFromNothing, foundTown, storedRows, type TownHall } from './town-hall.js';

const EVENTS = 300;
const OTHER = '11111111-1111-4111-8111-111111111111';
const changed = (what: string): string => `UPDATE checkpoints SET ${what} WHERE projection = 'people'`;

describe('a checkpoint that was changed by hand', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(EVENTS)));
  afterEach(() => hall.close());

  const folded = async (): Promise<void> => {
    hall.projector(store);
    await caughtUp(models, store);
    await wellAgain(models, 'people');
  };
  const isFoldedAnew = async (): Promise<void> => {
    await eventually('it to be folded anew', () => statusOf(models, 'people')?.generation === 2);
    await wellAgain(models, 'people');
    await live(store, EVENTS + 1, 50);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
  };

  it.each([
    [`ledger_id = '${OTHER}'`, `its rows are of ledger ${OTHER}, the store holds ${LEDGER_ID}`],
    [`store_id = '${OTHER}'`, 'its rows were folded from another store'],
  ])('is found when everything is verified: %s', async (change, fault) => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await projector.stop();
    hall.alter(changed(change));
    const { isRight, projections } = await verify({ definitions: DEFINITIONS, store, file: hall.file });
    expect(isRight).toBe(false);
    expect(projections.filter((each) => each.fault !== null)).toMatchObject([{ name: 'people', fault }]);
  });

  it('so that what serves is still to be caught up, is folded anew, and says so', async () => {
    await folded();
    hall.alter(changed(`state = 'folding'`));
    await isFoldedAnew();
    expect(statusOf(models, 'people')?.lastSwitch).toMatchObject({
      notCompared: expect.stringContaining('somebody changed it, and it is folded anew') as unknown,
    });
  });

  it('so while nobody folded, too', async () => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await projector.stop();
    hall.alter(changed(`state = 'folding'`));
    const again = hall.projector(store);
    await isFoldedAnew();
    expect(again.status()).toMatchObject({ state: 'following', reason: null });
  });

  it('so that nothing serves, is folded anew', async () => {
    await folded();
    hall.alter(changed(`state = 'retired'`));
    await isFoldedAnew();
  });
});
