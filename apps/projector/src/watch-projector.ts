import type { HealthCheck, Metrics } from '#platform/observability';
import { isProjectorReady, type ProjectorStatus, type ProjectorThreads } from '#platform/projections';

/** Readiness of the projector. */
export const projectorCheck = (threads: Pick<ProjectorThreads, 'status'>): HealthCheck => ({
  name: 'projector',
  check: () => Promise.resolve(unreadiness(threads.status())),
});

function unreadiness(status: ProjectorStatus): string | null {
  if (isProjectorReady(status)) return null;
  return status.reason ?? (status.behindSince === null ? status.state : `behind since ${status.behindSince}`);
}

/** State of the projector's threads. */
export function measureProjector(metrics: Metrics, threads: Pick<ProjectorThreads, 'status'>): void {
  metrics.gauge({
    name: 'civitas_projector_state',
    help: '1 for the state the projector is in',
    labels: ['state'],
    read: () => [{ labels: { state: threads.status().state }, value: 1 }],
  });
}
