import type { HealthCheck } from '#platform/observability';
import {
  isProjectorReady,
  Projector,
  type ProjectorParts,
  type ProjectorStatus,
} from '#platform/projections';

/** The projector of this process. */
export interface RunningProjector {
  status(): ProjectorStatus;
  rebuild(name: string): Promise<void>;
  stop(): Promise<void>;
  readonly check: HealthCheck;
}

/** Starts folding the read models. */
export function startProjector(parts: ProjectorParts): RunningProjector {
  const projector = new Projector(parts);
  projector.start();
  return {
    status: () => projector.status(),
    rebuild: (name) => Promise.resolve(projector.rebuild(name)),
    stop: () => projector.stop(),
    check: { name: 'projector', check: () => Promise.resolve(unreadiness(projector.status())) },
  };
}

const unreadiness = (status: ProjectorStatus): string | null =>
  isProjectorReady(status)
    ? null
    : (status.reason ?? (status.behindSince === null ? status.state : `behind since ${status.behindSince}`));
