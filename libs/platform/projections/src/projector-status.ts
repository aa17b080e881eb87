/**
 * `starting`: not yet at work. `waiting`: the store holds no ledger yet. `following`: reads. `retrying`: the
 * last attempt failed and is repeated with back-off. `stopped`: it cannot go on without somebody (a build that
 * knows the event, the right ledger). `silent`: its thread has not been heard of. `ended`: told to stop, or dead
 * when there is a reason.
 */
export type ProjectorState =
  'starting' | 'waiting' | 'following' | 'retrying' | 'stopped' | 'silent' | 'ended';

export interface ProjectorStatus {
  readonly state: ProjectorState;
  /** Instant, ISO-8601 UTC, of the last change of state. */
  readonly since: string;
  readonly reason: string | null;
  /** Last ordinal and position the main reader saw; null before. */
  readonly ordinal: number | null;
  readonly position: string | null;
  /** Instant since when the store's head lies past a checkpoint that stands still; null when all is well. */
  readonly behindSince: string | null;
}

/** Whether readiness may be green as far as the projector goes. */
export const isProjectorReady = ({ state, behindSince }: ProjectorStatus): boolean =>
  state === 'following' && behindSince === null;
