import type { TokenVerifier } from '#platform/auth';
import type { EventCodec, EventStore, LedgerIdentity } from '#platform/event-store';
import type { HealthCheck, Log, Metrics } from '#platform/observability';
import type { AsOfJobs, ReadModels } from '#platform/projections';
import type { RequestClock } from '../commands/request-clock.js';
import type { RunningProcesses } from '../processes/running-processes.js';
import type { ProjectionOperations } from '../reads/projection-operations.js';
import type { ProjectionProgress } from '../reads/projection-progress.js';

/** What a process has opened before its HTTP side starts; whoever opened it closes it. */
export interface Running {
  readonly store: EventStore;
  readonly storeId: string;
  readonly ledger: LedgerIdentity;
  readonly codec: EventCodec;
  readonly readModels: ReadModels;
  readonly asOf: Pick<AsOfJobs, 'rows' | 'refuseAhead' | 'job' | 'cancel'>;
  readonly progress: ProjectionProgress;
  readonly projections: ProjectionOperations;
  readonly processes: RunningProcesses;
  readonly clock: RequestClock;
  readonly verifier: TokenVerifier;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly checks: readonly HealthCheck[];
}
