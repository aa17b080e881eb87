import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type EventReader,
  followLedger,
  ledgerOf,
  openEmbeddedLog,
  openEmbeddedReader,
} from '#platform/event-store';
import {
  evolveEvent,
  EventRouter,
  projectionsIn,
  type RowSource,
  shardFile,
  ShardedReadModels,
} from '#platform/projections';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';
import { PROJECTION_SHARDS } from '../apps/projector/src/shards.js';
import { startProjectorThreads } from '../apps/projector/src/start-threads.js';
import { type Figure, median, round } from './figures.js';
import { writeHistory } from './history.js';

const EVENTS = 200_000;
const ROUNDS = 3;
const LOOK_EVERY_MS = 10;
const START = { ledgerId: '', ordinal: -1, storeId: '', position: null };

/** A rebuild of all read models against scan, parse and the same folds without rows, on the same ledger. */
export async function measureRebuild(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-bench-'));
  try {
    const log = await openEmbeddedLog(dataDir);
    await writeHistory(log, EVENTS);
    await log.close();
    const reader = await openEmbeddedReader(dataDir);
    const projector = await startRebuilds(dataDir, reader);
    const rebuilds: number[] = [];
    const folds: number[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      folds.push(await perSecond(() => foldOnly(reader)));
      rebuilds.push(await perSecond(() => projector.rebuild()));
      say(`round ${number}: ${round(rebuilds.at(-1) ?? 0, 0)}/s against ${round(folds.at(-1) ?? 0, 0)}/s`);
    }
    await projector.stop();
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

/** The projector's own threads, warm: they have folded this ledger once. Answers how to fold it again, and how to end. */
async function startRebuilds(dataDir: string, reader: EventReader) {
  const head = (await reader.head()) ?? 0n;
  const identity = await ledgerOf(reader);
  if (!identity) throw new Error('the bench wrote no ledger');
  const ledger = { ledgerId: identity.ledgerId, storeId: await reader.storeId() };
  const models = new ShardedReadModels(
    PROJECTION_SHARDS.map((shard) => ({
      file: shardFile(dataDir, shard),
      projections: projectionsIn(shard),
      ledger,
    })),
  );
  const settled = async (): Promise<number> => {
    for (;;) {
      models.poke();
      const states = models.status();
      const failed = states.find(({ state, rebuilding }) => 'parked' === (rebuilding?.state ?? state));
      if (failed) throw new Error(`${failed.name} is parked: ${failed.reason ?? ''}`);
      if (
        states.every(
          (one) => one.state === 'active' && !one.rebuilding && BigInt(one.position ?? -1) === head,
        )
      )
        return (states[0]?.ordinal ?? -1) + 1;
      await pause(LOOK_EVERY_MS);
    }
  };
  const threads = await startProjectorThreads(
    { eventStore: { kind: 'embedded' }, dataDir, tracing: undefined },
    () => undefined,
  );
  await settled();
  return {
    rebuild: async (): Promise<number> => {
      await Promise.all(models.status().map(({ name }) => threads.rebuild(name)));
      return settled();
    },
    stop: async (): Promise<void> => {
      await threads.stop();
      models.close();
    },
  };
}
