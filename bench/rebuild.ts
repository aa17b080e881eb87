import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventReader, followLedger, openEmbeddedLog, openEmbeddedReader } from '#platform/event-store';
import { evolveEvent, EventRouter, Projector, type RowSource } from '#platform/projections';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';
import { type Figure, median, round } from './figures.js';
import { writeHistory } from './history.js';

const EVENTS = 200_000;
const ROUNDS = 3;
const START = { ledgerId: '', ordinal: -1, storeId: '', position: null };

/** A rebuild of all read models against scan, parse and the same folds without rows, on the same ledger. */
export async function measureRebuild(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-bench-'));
  try {
    const log = await openEmbeddedLog(dataDir);
    await writeHistory(log, EVENTS);
    await log.close();
    const reader = await openEmbeddedReader(dataDir);
    const rebuilds: number[] = [];
    const folds: number[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      folds.push(await perSecond(() => foldOnly(reader)));
      rebuilds.push(await perSecond(() => rebuild(reader, join(dataDir, `rows-${number}.sqlite`))));
      say(`round ${number}: ${round(rebuilds.at(-1) ?? 0, 0)}/s against ${round(folds.at(-1) ?? 0, 0)}/s`);
    }
    await reader.close();
    const value = round(median(rebuilds), 0);
    const beside = { name: 'scan + parse + the same folds without rows', value: round(median(folds), 0) };
    return [
      {
        name: 'rebuild of all read models',
        value,
        unit: 'events/s',
        beside,
        goal: '≥ 60,000 events/s',
        reached: value >= 60_000,
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const events = await work();
  return (events * 1000) / (performance.now() - started);
}

async function foldOnly(reader: EventReader): Promise<number> {
  const router = new EventRouter(CONTEXT_DEFINITIONS);
  const rows = router.projections.map((projection) => ({ projection, table: new Map<string, object>() }));
  const done = new AbortController();
  for await (const batch of followLedger(reader, START, done.signal)) {
    if (batch.kind === 'caught-up') {
      done.abort();
      return batch.checkpoint.ordinal + 1;
    }
    for (const entry of batch.entries)
      for (const event of router.open(entry).events)
        for (const { projection, table } of rows)
          if ((projection.handles as readonly string[]).includes(event.type))
            evolve(projection, event, table);
  }
  throw new Error('the ledger ended before it was caught up');
}

function evolve(
  projection: EventRouter['projections'][number],
  event: Parameters<typeof evolveEvent>[1],
  table: Map<string, object>,
): void {
  const source: RowSource = { get: (key) => table.get(key) ?? null, keys: () => table.keys() };
  for (const { key, row } of evolveEvent(projection, event, source))
    if (row === null) table.delete(key);
    else table.set(key, row);
}

async function rebuild(store: EventReader, file: string): Promise<number> {
  const head = await store.head();
  const caughtUp = Promise.withResolvers<number>();
  const projector = new Projector({
    definitions: CONTEXT_DEFINITIONS,
    store,
    file,
    onProgress: () => {
      const { position, ordinal, reason } = projector.status();
      if (reason !== null) caughtUp.reject(new Error(reason));
      if (position === String(head) && ordinal !== null) caughtUp.resolve(ordinal + 1);
    },
  });
  projector.start();
  try {
    return await caughtUp.promise;
  } finally {
    await projector.stop();
  }
}
