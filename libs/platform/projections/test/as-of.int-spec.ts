import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AsOfAhead,
  AsOfBusy,
  AsOfJobs,
  AsOfPending,
  type AsOfPlace,
  foldAsOf,
  type KnownThen,
  ProjectionUnavailable,
  SqliteReadModels,
} from '#platform/projections';
import { eventually, MemoryEventStore } from '#platform/testing';
import { DEFINITIONS, definitionsWith, LEDGER_ID, live, people, praisesByStreet } from './town.js';
import { foldedFromNothing, storedRows } from './town-hall.js';

const projections = DEFINITIONS.flatMap((context) => context.projections);
const ledger = { ledgerId: LEDGER_ID, storeId: 'store' };

/** A thread that is started and never says a word, or says this one. */
const thread = (word: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${word}; setInterval(() => {}, 1000)`)}`,
  );

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'as-of-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('rows as of an ordinal', () => {
  let store: MemoryEventStore;
  beforeEach(async () => {
    store = new MemoryEventStore();
    await live(store, 1, 500);
  });

  const folded = (ordinal: number, definitions = DEFINITIONS): Promise<KnownThen> =>
    foldAsOf({
      definitions,
      projections: projections.map(({ name }) => name),
      store,
      file: join(folder, 'then.sqlite'),
      place: { ordinal },
      onProgress: () => undefined,
    });

  it.each([0, 137, 500])('are what was folded up to ordinal %d, with boards and indexes', async (ordinal) => {
    const then = new MemoryEventStore();
    await live(then, 1, ordinal);
    expect(await folded(ordinal)).toEqual({ ordinal, recordedAt: '2021-06-01T02:00:00.000Z' });
    const storeId = await store.storeId();
    const models = new SqliteReadModels({
      file: join(folder, 'then.sqlite'),
      projections,
      ledger: { ...ledger, storeId },
    });
    expect(storedRows(models)).toEqual(await foldedFromNothing(then));
    expect(models.of(people).top('town', 1000)).toHaveLength(
      models.of(people).list({ where: { kind: 'person' }, limit: 1000 }).items.length,
    );
    models.close();
  });

  it('are refused where a fold fails, or the ledger ends before', async () => {
    const failing = {
      ...praisesByStreet,
      keysOf: () => {
        throw new Error('a bug');
      },
    };
    await expect(folded(100, definitionsWith(failing))).rejects.toThrow(
      /praises-by-street cannot be folded.*a bug/,
    );
    rmSync(join(folder, 'then.sqlite'));
    await expect(folded(501)).rejects.toThrow('the ledger ends at ordinal 500');
  });
});

describe('jobs', () => {
  let jobs: AsOfJobs;
  afterEach(() => jobs.close());

  const open = (entry: URL, deadlineMs?: number): AsOfJobs =>
    (jobs = new AsOfJobs({
      directory: folder,
      entry,
      store: null,
      projections,
      ledger,
      reached: () => 10,
      now: () => '2021-06-01T00:00:00.000Z',
      deadlineMs,
    }));
  const begun = (ordinal: number): string => {
    try {
      jobs.rows([people], { ordinal });
    } catch (error) {
      if (error instanceof AsOfPending) return error.job.id;
      throw error;
    }
    throw new Error('the rows are there');
  };
  const ended = (id: string) =>
    eventually('the job to end', () => jobs.job(id)?.state === 'failed' && jobs.job(id));

  it('take one place at a time, and none that is to come', () => {
    open(thread(''));
    expect(begun(3)).toBe(begun(3));
    expect(() => begun(4)).toThrow(AsOfBusy);
    expect(() => begun(11)).toThrow(AsOfAhead);
    expect(() => jobs.rows([people], { instant: '2021-06-01T00:00:00.001Z' })).toThrow(AsOfAhead);
  });

  it('end with a reason: given up, out of time, failed, or dead', async () => {
    const id = ((jobs = open(thread(''))), begun(3));
    expect(jobs.cancel(id)).toMatchObject({ state: 'failed', reason: 'an operator gave it up' });
    await jobs.close();
    open(thread(''), 20);
    expect(await ended(begun(3))).toMatchObject({ reason: 'it was not done within 0.02 s' });
    await jobs.close();
    open(thread(`parentPort.postMessage({ kind: 'failed', reason: 'no disk' })`));
    expect(await ended(begun(3))).toMatchObject({ reason: 'no disk' });
    await jobs.close();
    open(thread('process.exit(3)'));
    expect(await ended(begun(3))).toMatchObject({ reason: 'its thread ended before it was done' });
  });

  it('say once why they failed, and are begun again', async () => {
    open(thread(`parentPort.postMessage({ kind: 'failed', reason: 'no disk' }); process.exit(3)`));
    const id = begun(3);
    await ended(id);
    expect(() => jobs.rows([people], { ordinal: 3 })).toThrow(
      new ProjectionUnavailable('people', 'no disk').message,
    );
    await eventually('the next', () => {
      try {
        return begun(3) === id;
      } catch (error) {
        if (error instanceof AsOfBusy) return false;
        throw error;
      }
    });
  });

  const READY = thread(
    `parentPort.postMessage({ kind: 'ready', ordinal: workerData.place.ordinal ?? 9, recordedAt: '' }); process.exit()`,
  );
  /** The rows, null while they are not there. */
  const ask = (projections: readonly { name: string }[], place: AsOfPlace) => {
    try {
      return jobs.rows(projections, place);
    } catch (error) {
      if (error instanceof AsOfPending || error instanceof AsOfBusy) return null;
      throw error;
    }
  };

  it('serve at their place whoever wants no more than was folded', async () => {
    open(READY);
    const wanted = [people, praisesByStreet];
    const both = await eventually('both', () => ask(wanted, { ordinal: 3 }));
    for (const part of [[people], [praisesByStreet], wanted.toReversed()])
      expect(ask(part, { ordinal: 3 })).toBe(both);
    expect(ask([people], { ordinal: 2 })).toBeNull();
    const instant = '2021-05-01T00:00:00.000Z';
    expect(ask([people], { instant })).toBeNull();
    const one = await eventually('one', () => ask([people], { ordinal: 2 }));
    expect(ask(wanted, { ordinal: 2 })).toBeNull();
    expect(one).not.toBe(both);
    // Where an instant came to is known from then on.
    const nine = await eventually('the instant', () => ask([people], { instant }));
    expect(ask([people], { ordinal: 9 })).toBe(nine);
  });

  it('keep what was asked for last', async () => {
    open(READY);
    const first = await eventually('ordinal 0', () => ask([people], { ordinal: 0 }));
    for (let ordinal = 1; ordinal <= 10; ordinal++)
      await eventually(`ordinal ${ordinal}`, () => ask([people], { ordinal }));
    expect(ask([people], { ordinal: 0 })).toBe(first);
    for (const day of ['01', '02'])
      await eventually(day, () => ask([people], { instant: `2021-01-${day}T00:00:00.000Z` }));
    expect(ask([people], { ordinal: 0 })).toBe(first);
    // The thirteenth took its place.
    expect(ask([people], { ordinal: 1 })).toBeNull();
  });

  it('remove what a process that is no more has left', () => {
    mkdirSync(join(folder, '999999999'));
    mkdirSync(join(folder, String(process.ppid)));
    open(thread(''));
    expect(readdirSync(folder).sort()).toEqual([String(process.pid), String(process.ppid)].sort());
  });
});
