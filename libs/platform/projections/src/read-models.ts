import type { ParkedKey } from './parked-keys.js';
import type { IndexValue } from './projection.js';

export type Condition =
  | IndexValue
  | { readonly prefix: string }
  | { readonly from?: string | number; readonly to?: string | number };

export interface RowQuery {
  /** All must hold, by index name or `key`; ranges are inclusive. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Index to sort by, then key; by key alone without it. */
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly limit: number;
  /** Opaque, from the page before. */
  readonly cursor?: string;
}

export interface RowPage<Row> {
  readonly items: readonly KeyedRow<Row>[];
  readonly cursor?: string;
}

export interface KeyedRow<Row> {
  readonly key: string;
  readonly row: Row;
  /** Ordinal of the last event that changed it. */
  readonly ordinal: number;
  /** Stream revision of that event: the ETag where a row mirrors one stream. */
  readonly revision: number;
}

export interface RankedMember {
  readonly key: string;
  readonly value: number;
  /** Ties share a rank: 1, 2, 2, 4. */
  readonly rank: number;
}

/** One projection's rows as routes read them. Throws {@link ProjectionUnavailable} when it is parked or not there yet. */
export interface ReadModel<Row extends object> {
  get(key: string): Row | null;
  find(key: string): KeyedRow<Row> | null;
  getMany(keys: readonly string[]): ReadonlyMap<string, Row>;
  list(query: RowQuery): RowPage<Row>;
  /** Best first; `after` continues behind a member. */
  top(board: string, limit: number, after?: { value: number; key: string }): readonly RankedMember[];
  /** The member with up to `neighbours` above and below, without scanning the board; null when it is not on it. */
  around(board: string, key: string, neighbours: number): readonly RankedMember[] | null;
  /** How many stand above a value, by the counters ranks are made of; none where there is no such board. */
  countAbove(board: string, value: number): number;
}

/** Gives the read model of a projection by its value; one for the whole process. */
export interface ReadModels {
  of<Row extends object>(projection: {
    readonly name: string;
    readonly version: number;
    evolve(row: Row | null, ...rest: never[]): Row | null;
  }): ReadModel<Row>;
}

/** The projection's routes answer 503 with this reason. */
export class ProjectionUnavailable extends Error {
  override readonly name = 'ProjectionUnavailable';
  constructor(
    readonly projection: string,
    readonly reason: string,
  ) {
    super(`projection ${projection} is not available: ${reason}`);
  }
}

/** The cursor is none that this list gave: another order, or not ours at all. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** The deadline passed before every projection had reached the position asked for. */
export class PositionNotReached extends Error {
  override readonly name = 'PositionNotReached';
  constructor(
    /** Where the slowest stands; null when it has not begun. */
    readonly reached: bigint | null,
    readonly wanted: bigint,
  ) {
    super(`the projections have reached ${reached ?? 'nothing'}, not yet ${wanted}`);
  }
}

/** What the verifier, which counts for itself, found of a projection's rows. */
export interface CoverageStatus {
  /** Ledger events folded whole, those that wait with a parked key, and those left out by an operator. */
  readonly handled: number;
  readonly waiting: number;
  readonly skipped: number;
  /** Events the ledger holds for it, up to the ordinal `verifiedTo`; -1 when nothing was recounted yet. */
  readonly recounted: number;
  readonly verifiedTo: number;
  /** The rows are not what the ledger says. */
  readonly wrong: boolean;
  /** What was found wrong, or why nothing can be verified. */
  readonly reason: string | null;
}

/** A row that differs between two generations. */
export interface RowDifference {
  readonly key: string;
  readonly kind: 'changed' | 'added' | 'removed';
}

/** What became of the rows when a generation took another's place. */
export interface GenerationSwitch {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** The one that serves since. */
  readonly generation: number;
  /** Where both stood. */
  readonly ordinal: number;
  readonly at: string;
  /** Rows served since. */
  readonly rows: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  /** Ten of them at most. */
  readonly sample: readonly RowDifference[];
  /** Why they were not compared; null when they were. */
  readonly notCompared: string | null;
  /** Rows differ that should not; null when none does. */
  readonly finding: string | null;
}

/** How one projection stands, for the status route and readiness. */
export interface ProjectionStatus {
  readonly name: string;
  /** Of the rows that are served. */
  readonly version: number;
  readonly generation: number;
  /** `missing`: there are no rows to serve yet. */
  readonly state: 'active' | 'parked' | 'missing';
  /** Why it is parked, or why its reader stopped. */
  readonly reason: string | null;
  readonly ordinal: number;
  /** Ledger events it folded whole. */
  readonly handled: number;
  readonly position: string | null;
  /** Keys whose events wait; their rows answer 503. */
  readonly parkedKeys: readonly Pick<ParkedKey, 'key' | 'ordinal' | 'reason'>[];
  readonly coverage: CoverageStatus;
  readonly lastSwitch?: GenerationSwitch;
  /** Rows of before the last switch, which can be put back. */
  readonly kept?: { readonly version: number; readonly generation: number; readonly ordinal: number };
  /** A generation on its way to take this one's place. */
  readonly rebuilding?: {
    readonly version: number;
    readonly generation: number;
    readonly state: 'folding' | 'parked';
    readonly reason: string | null;
    readonly ordinal: number;
  };
}
