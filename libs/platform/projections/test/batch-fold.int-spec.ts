import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countEntries, type LedgerEntry } from '#platform/event-store';
import { EventRouter } from '#platform/projections';
import { MemoryEventStore } from '#platform/testing';
import { BatchFold } from '../src/batch-fold.js';
import { ProjectionRun } from '../src/fold.js';
import { startOf } from '../src/plan.js';
import { ReadModelFile } from '../src/sqlite/read-model-file.js';
import { DEFINITIONS, LEDGER_ID, live } from './town.js';
import { foldedFromNothing } from './town-hall.js';

/** Behind some of it there are some 90 people on five streets. */
const EVENTS = 300;
const MANY = 50;

const folder = mkdtempSync(join(tmpdir(), 'batch-fold-'));
const store = new MemoryEventStore();
const router = new EventRouter(DEFINITIONS);
let file: ReadModelFile;
let entries: readonly LedgerEntry[];

beforeAll(async () => {
  await live(store, 1, EVENTS);
  const { events } = await store.readAll({ after: null, limit: Number.MAX_SAFE_INTEGER });
  entries = countEntries(events, -1);
  file = ReadModelFile.open(join(folder, 'read-models.sqlite'));
  const ledger = { ledgerId: LEDGER_ID, storeId: await store.storeId() };
  for (const projection of router.projections) file.addGeneration(projection, { ...ledger, heard: -1 });
});

afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

async function begun(): Promise<BatchFold> {
  const checkpoints = file.checkpoints.all();
  const runs = checkpoints.map((checkpoint) => {
    const projection = router.projections.find(({ name }) => name === checkpoint.projection);
    if (!projection) throw new Error(`no projection ${checkpoint.projection}`);
    return new ProjectionRun(projection, checkpoint, file.rows(projection, checkpoint));
  });
  const from = startOf(checkpoints, { ledgerId: LEDGER_ID, storeId: await store.storeId() });
  return new BatchFold(router, file, runs, from);
}

const stored = (): Record<string, number> =>
  Object.fromEntries(file.checkpoints.all().map(({ projection, ordinal }) => [projection, ordinal]));

const nameOf = ({ projection }: ProjectionRun): string => projection.name;

describe('runs that hold many rows', () => {
  it('are committed alone, the others holding theirs, and feed nothing twice after the process died', async () => {
    const fold = await begun();
    const half = entries.slice(0, EVENTS / 2);
    fold.take(half);
    const full = fold.holding(MANY);
    expect(full.map(nameOf).sort()).toEqual(['gazette', 'people']);
    fold.commitSome(full);
    const reached = half.length - 1;
    expect(stored()).toEqual({ gazette: reached, people: reached, 'praises-by-street': -1 });
    expect(fold.holding(1).map(nameOf)).toEqual(['praises-by-street']);
    expect(fold.pending).toBe(half.length);

    const again = await begun();
    expect(again.place.ordinal).toBe(-1);
    again.take(entries);
    again.commit(again.place);
    const rows = router.projections.map((projection) => {
      const held = file.checkpoints.all().find((checkpoint) => checkpoint.projection === projection.name);
      if (!held) throw new Error(`no rows of ${projection.name}`);
      const lying = file.rows(projection, held);
      return [projection.name, Object.fromEntries([...lying.keys()].map((key) => [key, lying.get(key)]))];
    });
    expect(Object.fromEntries(rows)).toEqual(await foldedFromNothing(store));
  });
});
