import type { ProjectionStatus } from '#platform/projections';

/** How projections stand. */
export interface ProjectionsSeen {
  status(): readonly ProjectionStatus[];
  /** Ordinal of the last event the projector has read; null before it read any or when it is not heard of. */
  readOrdinal(): number | null;
}

/** What operators see of projections and do to them. */
export interface ProjectionOperations extends ProjectionsSeen {
  /** Throws where the projector cannot be asked to fold it anew. */
  refuseRebuild(name: string): void;
}

/** How one projection stands, as the status route answers it. */
export interface ProjectionState extends ProjectionStatus {
  /** Events the projector has read and this projection has not taken in. */
  readonly lag: number;
}

/** An ordinal the ledger has come to: as far as the projector or some projection has. */
export const readByAny = (operations: ProjectionsSeen, states = operations.status()): number =>
  Math.max(operations.readOrdinal() ?? -1, ...states.map(({ ordinal }) => ordinal));

/** The states with their lags. */
export function projectionStates(operations: ProjectionsSeen): readonly ProjectionState[] {
  const states = operations.status();
  const read = readByAny(operations, states);
  return states.map((state) => ({ ...state, lag: read - state.ordinal }));
}
