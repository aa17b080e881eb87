import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedLog, EventCodec, ledgerOf } from '#platform/event-store';
import {
  controlDefinition,
  controlStream,
  type ProjectionStatus,
  projectionsIn,
  shardFile,
  ShardedReadModels,
} from '#platform/projections';
import { derivedId } from '#platform/values';
import { PROJECTION_SHARDS } from '../apps/projector/src/shards.js';
import { startProjectorThreads } from '../apps/projector/src/start-threads.js';

const LOOK_EVERY_MS = 10;
const DEADLINE_MS = 300_000;

export interface RebuildThreads {
  /** Folds everything anew; answers how many events the ledger has. */
  rebuild(): Promise<number>;
  /** Resolves when the verifier, which works on the folding threads, has recounted what was folded. */
  recounted(): Promise<void>;
  stop(): Promise<void>;
}

/** The projector's own threads, warm: they have folded this ledger once. */
export async function startRebuilds(dataDir: string, log: EmbeddedLog): Promise<RebuildThreads> {
  let head = (await log.head()) ?? 0n;
  const models = await readModelsOf(dataDir, log);
  const threads = await startProjectorThreads(
    { eventStore: { kind: 'embedded' }, dataDir, tracing: undefined },
    () => undefined,
  );
  const stop = async (): Promise<void> => {
    await threads.stop();
    models.close();
  };
  try {
    await settled(models, head, isFolded);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    rebuild: async (): Promise<number> => {
      const before = new Map(models.status().map(({ name, generation }) => [name, generation]));
      for (const [name, generation] of before) head = await request(log, name, generation);
      threads.poke();
      return settled(
        models,
        head,
        (status) => isFolded(status, head) && status.generation > (before.get(status.name) ?? 0),
      );
    },
    recounted: async (): Promise<void> => {
      await settled(models, head, isRecounted);
    },
    stop,
  };
}

const codec = new EventCodec([controlDefinition.events]);

/** As `POST /v1/projections/{name}/rebuild` does. Answers where it stands. */
async function request(log: EmbeddedLog, projection: string, generation: number): Promise<bigint> {
  const stream = controlStream(projection);
  const { length } = await log.readStream(stream);
  const commandId = derivedId(stream, length);
  const event = { type: 'ProjectionRebuildRequested', data: { projection, generation } };
  const now = new Date().toISOString();
  const about = { commandId, requestHash: '0'.repeat(64), actor: 'bench', role: 'operator', recordedAt: now };
  const metadata = { ...about, correlationId: commandId };
  const encoded = codec.encode(derivedId(stream, commandId, 0), event, metadata, now.slice(0, 10));
  return (await log.append(stream, length === 0 ? 'none' : length - 1, [encoded])).position;
}

async function readModelsOf(dataDir: string, reader: EmbeddedLog): Promise<ShardedReadModels> {
  const identity = await ledgerOf(reader);
  if (!identity) throw new Error('the bench wrote no ledger');
  const ledger = { ledgerId: identity.ledgerId, storeId: await reader.storeId() };
  return new ShardedReadModels(
    PROJECTION_SHARDS.map((shard) => ({
      file: shardFile(dataDir, shard),
      projections: projectionsIn(shard),
      ledger,
    })),
  );
}

type Condition = (status: ProjectionStatus, head: bigint) => boolean;

const isFolded: Condition = ({ state, rebuilding, position }, head) =>
  state === 'active' && !rebuilding && BigInt(position ?? -1) === head;

const isRecounted: Condition = (status, head) =>
  isFolded(status, head) && status.coverage.verifiedTo === status.ordinal;

/** Waits until it is so of every projection; answers how many events there are. */
async function settled(models: ShardedReadModels, head: bigint, isSo: Condition): Promise<number> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    models.poke();
    const states = models.status();
    const failed = states.find(({ state, rebuilding }) => 'parked' === (rebuilding?.state ?? state));
    if (failed) throw new Error(`${failed.name} is parked: ${failed.reason ?? ''}`);
    if (states.every((one) => isSo(one, head))) return (states[0]?.ordinal ?? -1) + 1;
    if (performance.now() > deadline) throw new Error('the read models did not catch up');
    await pause(LOOK_EVERY_MS);
  }
}
