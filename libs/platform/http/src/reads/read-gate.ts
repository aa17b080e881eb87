import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#platform/event-store';
import { Directory, ProjectionUnavailable, type ReadModels } from '#platform/projections';
import { PlatformProblem } from '../problems/exceptions.js';
import { EVENT_STORE, PROJECTION_PROGRESS, READ_MODELS, STORE_ID } from '../tokens.js';
import type { ProjectionProgress } from './projection-progress.js';

const PATIENCE_MS = 2000;
const TOKEN = /^([0-9a-f-]{36})\.(\d{1,20})$/;

/** Holds readers until the read models are far enough. */
@Injectable()
export class ReadGate {
  constructor(
    @Inject(STORE_ID) private readonly storeId: string,
    @Inject(PROJECTION_PROGRESS) private readonly progress: ProjectionProgress,
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** True when every projection has seen the position of a receipt; throws problems otherwise, after 2 s at most. */
  async await(projections: readonly string[], token: string): Promise<true> {
    const [, storeId, position] = TOKEN.exec(token) ?? [];
    if (position === undefined) throw new PlatformProblem('malformed-min-position');
    if (storeId !== this.storeId) throw new PlatformProblem('foreign-position');
    const reached = await this.progress.waitFor(projections, BigInt(position), PATIENCE_MS);
    if (reached.outcome === 'unavailable')
      throw new ProjectionUnavailable(reached.projection, reached.reason);
    if (reached.outcome === 'behind')
      throw new PlatformProblem('position-not-reached', {
        wanted: token,
        reached: this.tokens(reached.positions),
      });
    return true;
  }

  /** Rows that commands are checked against: on a miss they wait for the store's head, 2 s at most. */
  directory<Row extends object>(
    projection: Parameters<ReadModels['of']>[0] & { evolve(row: Row | null, ...rest: never[]): Row | null },
  ): Directory<Row> {
    return new Directory(this.models.of<Row>(projection), async () => {
      const head = await this.store.head();
      if (head !== null) await this.progress.waitFor([projection.name], head, PATIENCE_MS);
    });
  }

  private tokens(positions: Readonly<Record<string, string | null>>): Record<string, string | null> {
    return Object.fromEntries(
      Object.entries(positions).map(([name, at]) => [name, at === null ? null : `${this.storeId}.${at}`]),
    );
  }
}
