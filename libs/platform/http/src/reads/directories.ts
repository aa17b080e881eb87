import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#platform/event-store';
import { Directory, PositionNotReached, type ReadModels } from '#platform/projections';
import { EVENT_STORE, PROJECTION_PROGRESS, READ_MODELS } from '../tokens.js';
import type { ProjectionProgress } from './projection-progress.js';

const PATIENCE_MS = 2000;

/** Makes the directories commands are checked against; a context lists it among its providers. */
@Injectable()
export class Directories {
  constructor(
    @Inject(READ_MODELS) private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PROJECTION_PROGRESS) private readonly progress: ProjectionProgress,
  ) {}

  /** On a miss the directory waits up to two seconds for the head of the store. */
  of<Row extends object>(
    projection: Parameters<ReadModels['of']>[0] & { evolve(row: Row | null, ...rest: never[]): Row | null },
  ): Directory<Row> {
    return new Directory<Row>(this.models.of<Row>(projection), async () => {
      const head = await this.store.head();
      if (head !== null) await this.progress.waitFor([projection.name], head, PATIENCE_MS).catch(notInTime);
    });
  }
}

/** Being late is no error here: the second look decides. */
function notInTime(error: unknown): void {
  if (!(error instanceof PositionNotReached)) throw error;
}
