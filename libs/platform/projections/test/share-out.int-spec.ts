import { Projector, type ProjectorParts } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { foldAway } from '../src/fold-away.js';
import { DEFINITIONS, live } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

const BULK = { events: 400, ms: 60_000 };

describe('a long catch-up that is shared out', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let projector: Projector | undefined;

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    await live(store, 1, 3000);
  });
  afterEach(async () => {
    await projector?.stop();
    await hall.close();
  });

  const start = (assist: ProjectorParts['assist']): Projector => {
    projector = new Projector({ definitions: DEFINITIONS, store, file: hall.file, assist, bulk: BULK });
    projector.start();
    return projector;
  };

  it('comes together again: every event is in every row once', async () => {
    const asked: string[] = [];
    start(async (generations) => {
      asked.push(...generations.map(({ projection }) => projection));
      await live(store, 3001, 300);
      await foldAway({ definitions: DEFINITIONS, store, file: hall.file, generations, patience: BULK });
      await live(store, 3301, 300);
    });
    const models = await hall.models(store);
    await caughtUp(models, store);
    await eventually('all that was written meanwhile', () =>
      models.status().every(({ ordinal }) => ordinal === 3600),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(3);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(models.status()[0]?.handled).toBe(3600);
  });

  it('is done alone when the other thread fails', async () => {
    let asked = 0;
    start(() => Promise.reject(new Error(`no thread: ${++asked}`)));
    const models = await hall.models(store);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(asked).toBe(1);
  });
});
