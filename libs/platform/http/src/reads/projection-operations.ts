/** How one projection stands. */
export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  readonly state: 'running' | 'rebuilding' | 'parked' | 'wrong';
  /** Why it is not running. */
  readonly reason?: string;
  /** Ordinal of the last event it has seen; -1 before the first. */
  readonly ordinal: number;
  /** Events of the ledger it has not seen. */
  readonly lag: number;
  /** Counted coverage: events handled, and passed over because it does not handle their type. */
  readonly handled: number;
  readonly skipped: number;
}

/** What operators see of projections and do to them; the projection engine implements it. */
export interface ProjectionOperations {
  states(): Promise<readonly ProjectionState[]>;
  /** Folds the projection anew beside the live one and switches when it has caught up; false when there is no such projection. */
  rebuild(name: string): Promise<boolean>;
}
