import { MemoryEventStore } from '#platform/testing';
import type { StoredCheckpoint } from '../src/checkpoints.js';
import { VerifierFile } from '../src/sqlite/verifier-file.js';
import type { CoverageMark } from '../src/verifier/coverage-mark.js';
import { Recount } from '../src/verifier/recount.js';
import { Recounting } from '../src/verifier/recounting.js';
import { StreamContinuity } from '../src/verifier/stream-continuity.js';
import { DEFINITIONS, live } from './town.js';
import { caughtUp, TownHall } from './town-hall.js';

const EVENTS = 700;

describe('a recount, some pages at a time', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let checkpoints: readonly StoredCheckpoint[];

  beforeEach(async () => {
    hall = new TownHall();
    store = new MemoryEventStore();
    await live(store, 1, EVENTS);
    const projector = hall.projector(store);
    await caughtUp(await hall.models(store), store);
    await projector.stop();
    const file = new VerifierFile(hall.file, { readonly: true });
    checkpoints = file.checkpoints();
    file.close();
  });
  afterEach(() => hall.close());

  const counted = async (held: readonly StoredCheckpoint[]): Promise<readonly CoverageMark[][]> => {
    const rounds: CoverageMark[][] = [];
    let marks: readonly CoverageMark[] = [];
    while (rounds.length < 10 && (marks.length === 0 || marks.some(({ ordinal }) => ordinal < EVENTS))) {
      const parts = [store, new Recount(DEFINITIONS), new StreamContinuity(store)] as const;
      const recounting = new Recounting(...parts, await store.storeId());
      marks = await recounting.verify(held, marks, () => Promise.resolve(), 1);
      rounds.push([...marks]);
    }
    return rounds;
  };

  it('finds nothing before it has come to the checkpoints, and nothing then', async () => {
    const rounds = await counted(checkpoints);
    expect(rounds).toHaveLength(4);
    expect(rounds.flat().filter(({ fault }) => fault !== null)).toEqual([]);
  });

  it('says when it has come there what it finds, once', async () => {
    const rounds = await counted(checkpoints.map((held) => ({ ...held, handled: held.handled + 1 })));
    const faulty = rounds.map((marks) => marks.filter(({ fault }) => fault !== null).length);
    expect(faulty).toEqual([0, 0, 0, checkpoints.length]);
  });
});
