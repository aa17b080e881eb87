import type { AnyProjection } from './projection.js';
import type { ProjectionStatus } from './read-models.js';
import { statusOf } from './sqlite/projection-status.js';
import { ReadConnection } from './sqlite/read-connection.js';

interface Standing {
  readonly connection: ReadConnection;
  readonly projections: readonly AnyProjection[];
}

/** How projections stand by their files alone, whichever ledger they are of and whether or not one is opened yet. */
export class ProjectionStandings {
  private readonly files: readonly Standing[];

  /** Files may come into being later. */
  constructor(files: readonly { readonly file: string; readonly projections: readonly AnyProjection[] }[]) {
    this.files = files.map(({ file, projections }) => ({
      connection: new ReadConnection(file),
      projections,
    }));
  }

  /** As last committed, file by file. Throws ProjectionUnavailable when one cannot be read. */
  status(): readonly ProjectionStatus[] {
    return this.files.flatMap(({ connection, projections }) => {
      const [stored, marks, switches] = [connection.checkpoints(), connection.marks(), connection.switches()];
      return projections.map((projection) => statusOf(projection, stored, marks, switches));
    });
  }

  close(): void {
    for (const { connection } of this.files) connection.close();
  }
}
