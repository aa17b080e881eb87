/** Injection tokens for what the process was started with; the classes and types are in brackets. */

/** The history ({@link EventStore} of #platform/event-store). */
export const EVENT_STORE = Symbol('EventStore');
/** Rows of projections ({@link ReadModels} of #platform/projections). */
export const READ_MODELS = Symbol('ReadModels');
/** The only clock of the process ({@link Clock} of #platform/values); of a request's own instant see `Context`. */
export const CLOCK = Symbol('Clock');
/** Which ledger this is ({@link LedgerIdentity} of #platform/event-store). */
export const LEDGER = Symbol('Ledger');
/** Rows as they were known then ({@link AsOfJobs} of #platform/projections). */
export const AS_OF = Symbol('AsOf');
/** How far read models are ({@link ProjectionProgress}). */
export const PROJECTION_PROGRESS = Symbol('ProjectionProgress');
/** State and rebuild of projections ({@link ProjectionOperations}). */
export const PROJECTION_OPERATIONS = Symbol('ProjectionOperations');
/** The store's id, a string: the first half of position tokens. */
export const STORE_ID = Symbol('StoreId');
/** What happens by itself ({@link RunningProcesses}). */
export const PROCESSES = Symbol('Processes');
/** The process's log (pino). */
export const LOG = Symbol('Log');
/** The process's measurements ({@link Metrics} of #platform/observability). */
export const METRICS = Symbol('Metrics');
/** What readiness asks ({@link HealthCheck}s of #platform/observability). */
export const HEALTH_CHECKS = Symbol('HealthChecks');
