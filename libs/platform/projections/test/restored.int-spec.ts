import { isProjectorReady, verify, type Projector } from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, encoded, live } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

/** `memory` is the store the rows were folded from, so that name is a copy of its file, the other a store of its own. */
describe.each(['memory', 'restored'])('rows of a store that was put back as %s', (name) => {
  let hall: TownHall;
  let restored: MemoryEventStore;
  beforeEach(() => {
    hall = new TownHall();
    restored = new MemoryEventStore(name);
  });
  afterEach(() => hall.close());

  /** Folds what is in the store, then stops. */
  const folded = async (store: MemoryEventStore): Promise<void> => {
    const projector = hall.projector(store);
    await caughtUp(await hall.models(store), store);
    await projector.stop();
  };

  const stoppedOn = async (store: MemoryEventStore): Promise<Projector> => {
    const projector = hall.projector(store);
    await eventually('the projector to stop', () => projector.status().state === 'stopped');
    return projector;
  };

  const ledgerFault = async (): Promise<string | null> =>
    (await verify({ definitions: DEFINITIONS, store: restored, file: hall.file })).ledgerFault;

  it('stop the projector when it is behind them, and say what to do', async () => {
    const before = new MemoryEventStore();
    await live(before, 1, 300);
    await folded(before);
    await live(restored, 1, 200);
    const projector = await stoppedOn(restored);
    expect(projector.status().reason).toMatch(
      /lacks history .* up to ordinal 300 \(town\.life-1@299, .* not there now; restore a newer backup \(ops restore\), or, .* remove the file of the read models/,
    );
    expect(isProjectorReady(projector.status())).toBe(false);
    expect(await ledgerFault()).toBe(projector.status().reason);
    const said = (await hall.models(restored)).status().map(({ reason }) => reason);
    expect(new Set(said)).toEqual(new Set([projector.status().reason]));
  });

  it('stop it when other events were written since, as many or more', async () => {
    const before = new MemoryEventStore();
    await live(before, 1, 300);
    await folded(before);
    await live(restored, 1, 200);
    await live(restored, 201, 150, 'town.life-2');
    expect((await stoppedOn(restored)).status().reason).toMatch(/lacks history that was there before/);
    expect(await ledgerFault()).toMatch(/lacks history that was there before/);
  });

  it('are said to be of a ledger that lost its end also where nobody folds them', async () => {
    const before = new MemoryEventStore();
    await live(before, 1, 300);
    await folded(before);
    await live(restored, 1, 295);
    expect(await ledgerFault()).toMatch(/lacks history .* restore a newer backup \(ops restore\)/);
  });

  it('stop it when the same events were written since in another order', async () => {
    const [x, y] = ['x', 'y'].map((one) => [
      `town.life-${one}`,
      encoded(`town.life-${one}`, 0, 'BannerRaised', { year: 1 }),
    ]) as [[string, ReturnType<typeof encoded>], [string, ReturnType<typeof encoded>]];
    const before = new MemoryEventStore();
    for (const store of [before, restored]) await live(store, 1, 20);
    for (const [stream, event] of [x, y]) await before.append(stream, 'none', [event]);
    for (const [stream, event] of [y, x]) await restored.append(stream, 'none', [event]);
    await folded(before);
    expect((await stoppedOn(restored)).status().reason).toMatch(/lacks history that was there before/);
  });

  it('go on where nothing they have seen is missing', async () => {
    const before = new MemoryEventStore();
    await live(before, 1, 300);
    await folded(before);
    await live(restored, 1, 300);
    await live(restored, 301, 50);
    await folded(restored);
    await live(restored, 351, 50);
    hall.projector(restored);
    const models = await hall.models(restored);
    await caughtUp(models, restored);
    expect(storedRows(models)).toEqual(await foldedFromNothing(restored));
    expect(await ledgerFault()).toBeNull();
  });
});
