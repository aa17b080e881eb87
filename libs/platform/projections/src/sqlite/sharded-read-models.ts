import type { AnyProjection } from '../projection.js';
import type { ProjectionStatus, ReadModel, ReadModels } from '../read-models.js';
import { type ReadModelParts, SqliteReadModels } from './sqlite-read-models.js';

/** The read models of several files as one: each projection is read where it lies. */
export class ShardedReadModels implements ReadModels {
  private readonly shards: readonly SqliteReadModels[];
  private readonly homes = new Map<string, SqliteReadModels>();

  constructor(files: readonly ReadModelParts[]) {
    this.shards = files.map((parts) => {
      const shard = new SqliteReadModels(parts);
      for (const { name } of parts.projections) this.homes.set(name, shard);
      return shard;
    });
  }

  of<Row extends object>(projection: Pick<AnyProjection, 'name' | 'version'>): ReadModel<Row> {
    return this.home(projection.name).of(projection);
  }

  /** How every projection stands, shard by shard. */
  status(): readonly ProjectionStatus[] {
    return this.shards.flatMap((shard) => shard.status());
  }

  /** See {@link SqliteReadModels.waitFor}: all of these, wherever they lie. */
  async waitFor(names: readonly string[], position: bigint, deadlineMs: number): Promise<void> {
    const wanted = Map.groupBy(names, (name) => this.home(name));
    await Promise.all(
      [...wanted].map(([shard, projections]) => shard.waitFor(projections, position, deadlineMs)),
    );
  }

  /** How many of its keys wait for an operator. */
  parkedKeys(name: string): number {
    return this.home(name).parkedKeys(name);
  }

  /** Something was committed: whoever waits looks at once. */
  poke(): void {
    for (const shard of this.shards) shard.poke();
  }

  close(): void {
    for (const shard of this.shards) shard.close();
  }

  private home(name: string): SqliteReadModels {
    const home = this.homes.get(name);
    if (!home) throw new Error(`no projection ${name}`);
    return home;
  }
}
