import { verify, type SqliteReadModels } from '#platform/projections';
import type { MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, LEDGER_ID } from './town.js';
import { caughtUp, foundTown, type TownHall } from './town-hall.js';

const EVENTS = 300;
const OTHER = '11111111-1111-4111-8111-111111111111';
const changed = (what: string): string => `UPDATE checkpoints SET ${what} WHERE projection = 'people'`;

describe('a checkpoint that was changed by hand', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(EVENTS)));
  afterEach(() => hall.close());

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
});
