import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually, MemoryEventStore } from '#platform/testing';
import { live } from './town.js';
import { caughtUp, foldedFromNothing, storedRows, TownHall } from './town-hall.js';

const CHILD = fileURLToPath(new URL('./crashing-projector.mjs', import.meta.url));

describe('a projector that is killed', () => {
  let hall: TownHall;
  let child: ChildProcess | undefined;

  beforeEach(() => (hall = new TownHall()));
  afterEach(async () => {
    child?.kill('SIGKILL');
    await hall.close();
  });

  it('leaves rows and checkpoint in step: what goes on from there equals a fold from nothing', async () => {
    const store = new MemoryEventStore();
    const models = await hall.models(store);
    const reached = (): number => models.status()[0]?.ordinal ?? -1;
    for (let kill = 0; kill < 3; kill++) {
      const from = reached();
      child = spawn(process.execPath, [CHILD, hall.file, String(from + 700)], { stdio: 'inherit' });
      await eventually('some progress', () => reached() > from + 800 + kill * 37);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const events = reached() + 250;
    await live(store, 1, events);
    hall.projector(store);
    await caughtUp(models, store);
    expect(storedRows(models)).toEqual(await foldedFromNothing(store));
    expect(models.status()[0]).toMatchObject({ generation: 1, ordinal: events, handled: events });
  }, 30_000);
});
