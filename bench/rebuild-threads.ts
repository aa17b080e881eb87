import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedLog, EventCodec, ledgerOf } from '#platform/event-store';
import {
  controlDefinition,
  controlStream,
  type ProjectionStatus,
  type ProjectorThreads,
  projectionsIn,
  shardFile,
  ShardedReadModels,
} from '#platform/projections';
import { derivedId } from '#platform/values';
import { PROJECTION_SHARDS } from '../apps/projector/src/shards.js';
import { startProjectorThreads } from '../apps/projector/src/start-threads.js';

/** Looking costs the folding threads a share of the machine: it is done when they say that something moved. */
const LOOK_EVERY_MS = 10;
const LOOK_ANYWAY_MS = 250;
const DEADLINE_MS = 300_000;

/** The projector's own threads, warm: they have folded this ledger once. */
export class RebuildThreads {
  private head = 0n;
  private threads: ProjectorThreads | null = null;
  private moved = Promise.withResolvers<unknown>();

  private constructor(
    private readonly log: EmbeddedLog,
    private readonly models: ShardedReadModels,
  ) {}

  static async start(dataDir: string, log: EmbeddedLog): Promise<RebuildThreads> {
    const rebuilds = new RebuildThreads(log, await readModelsOf(dataDir, log));
    rebuilds.head = (await log.head()) ?? 0n;
    const options = { eventStore: { kind: 'embedded' }, dataDir, tracing: undefined } as const;
    rebuilds.threads = await startProjectorThreads(options, () => rebuilds.moved.resolve(null));
    try {
      await rebuilds.settled(isFolded);
    } catch (error) {
      await rebuilds.stop();
      throw error;
    }
    return rebuilds;
  }

  /** Folds everything anew; answers how many events the ledger has. */
  async rebuild(): Promise<number> {
    const before = new Map(this.models.status().map(({ name, generation }) => [name, generation]));
    for (const [name, generation] of before) this.head = await request(this.log, name, generation);
    this.threads?.poke();
    return this.settled(
      (status, head) => isFolded(status, head) && status.generation > (before.get(status.name) ?? 0),
    );
  }

  /** Resolves when the verifier, which works on the folding threads, has recounted what was folded. */
  async recounted(): Promise<void> {
    await this.settled(isRecounted);
  }

  async stop(): Promise<void> {
    await this.threads?.stop();
    this.models.close();
  }

  /** Waits until it is so of every projection; answers how many events there are. */
  private async settled(isSo: Condition): Promise<number> {
    const deadline = performance.now() + DEADLINE_MS;
    for (;;) {
      this.moved = Promise.withResolvers<unknown>();
      this.models.poke();
      const states = this.models.status();
      const failed = states.find(({ state, rebuilding }) => 'parked' === (rebuilding?.state ?? state));
      if (failed) throw new Error(`${failed.name} is parked: ${failed.reason ?? ''}`);
      if (states.every((one) => isSo(one, this.head))) return (states[0]?.ordinal ?? -1) + 1;
      if (performance.now() > deadline) throw new Error('the read models did not catch up');
      await pause(LOOK_EVERY_MS);
      await Promise.race([this.moved.promise, pause(LOOK_ANYWAY_MS)]);
    }
  }
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
