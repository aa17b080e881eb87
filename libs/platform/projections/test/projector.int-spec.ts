import { MemoryEventStore } from '#platform/testing';
import { live } from './town.js';
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
});
