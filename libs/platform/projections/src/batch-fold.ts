import { isSeenAgain, seenAt, type Checkpoint, type LastSeen, type LedgerEntry } from '#platform/event-store';
import type { CheckpointMove, StoredCheckpoint } from './checkpoints.js';
import type { ProjectionRun } from './fold.js';
import { idHash } from './id-hash.js';
import { DECISION, type EventRouter } from './routing.js';
import { otherHistory } from './history-check.js';
import { isFaultOfRows } from './sqlite/sqlite-codes.js';

/** Commits what it is given in one transaction. */
export interface Transactions {
  readonly checkpoints: { move(held: StoredCheckpoint, next: StoredCheckpoint): void };
  /** How far the ledger was read for any rows in here. */
  readonly seen: { last(): LastSeen | null; reached(seen: LastSeen): void };
  transact<T>(work: () => T): T;
}

type Moves = ReadonlyMap<ProjectionRun, CheckpointMove>;

/**
 * Fans a reader's entries out to several runs and commits them together: rows and checkpoints of all in one
 * transaction. When that fails, what the runs hold in memory is worthless and the whole fold is thrown away.
 */
export class BatchFold {
  private readonly members = new Set<ProjectionRun>();
  private targets = new Map<string, ProjectionRun[]>();
  private readonly at: { -readonly [Name in keyof Checkpoint]: Checkpoint[Name] };
  private entries = 0;
  private readonly seen: LastSeen | null;
  private last: LedgerEntry | null = null;
  private sawDecision = false;
  private suspects: ProjectionRun[] = [];

  constructor(
    private readonly router: EventRouter,
    private readonly file: Transactions,
    runs: Iterable<ProjectionRun>,
    from: Checkpoint,
  ) {
    this.at = { ...from };
    this.seen = file.seen.last();
    for (const run of runs) this.add(run);
  }

  get runs(): ReadonlySet<ProjectionRun> {
    return this.members;
  }

  /** Where the last entry offered stands. */
  get place(): Checkpoint {
    return { ...this.at };
  }

  /** Entries offered since the last commit of all, or rows held, whichever are more. */
  get pending(): number {
    let rows = 0;
    for (const run of this.members) rows += run.pendingRows;
    return Math.max(this.entries, rows);
  }

  /** Runs that hold at least so many rows since they were committed last. */
  holding(rows: number): readonly ProjectionRun[] {
    return [...this.members].filter((run) => run.pendingRows >= rows);
  }

  /** Whether a decision of an operator came by since it was asked last. */
  noticed(): boolean {
    const noticed = this.sawDecision;
    this.sawDecision = false;
    return noticed;
  }

  /** Runs that left since it was asked last, to be read for again from their checkpoints: their rows were refused. */
  takeSuspects(): readonly ProjectionRun[] {
    const { suspects } = this;
    this.suspects = [];
    return suspects;
  }

  /** A run that stands at or after this fold's place joins it. */
  add(run: ProjectionRun): void {
    if (run.checkpoint.ordinal < this.at.ordinal)
      throw new RangeError(`${run.projection.name} stands before the reader it should join`);
    this.members.add(run);
    this.aim();
  }

  remove(run: ProjectionRun): void {
    this.members.delete(run);
    this.aim();
  }

  /**
   * Offers entries in ledger order. On UnknownEvent those before it are folded and {@link place} is the last of them.
   * Throws LedgerMismatch where another entry is counted than was there when rows were folded from it.
   */
  take(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      if (entry.ordinal !== this.at.ordinal + 1)
        throw new Error(`ordinal ${entry.ordinal} follows ${this.at.ordinal}: the reader lost count`);
      if (this.seen && isSeenAgain(this.seen, entry) === false) throw otherHistory(this.seen);
      this.fan(entry);
      this.last = entry;
      this.at.ordinal = entry.ordinal;
      this.at.position = entry.recorded.position;
      this.entries++;
    }
  }

  /**
   * Moves every run to `checkpoint`, its rows with it. Parked runs leave the fold, as does a run whose rows the file
   * refuses: it starts over, or parks when it did already. Throws CheckpointLost, and errors of the disk.
   */
  commit(checkpoint: Checkpoint): void {
    this.commitOf(this.members, checkpoint);
    Object.assign(this.at, checkpoint);
    this.entries = 0;
  }

  /** The same for some of the runs, to where the last entry stands: the others go on holding their rows. */
  commitSome(runs: readonly ProjectionRun[]): void {
    this.commitOf(runs, this.at);
  }

  private commitOf(runs: Iterable<ProjectionRun>, checkpoint: Checkpoint): void {
    const committing = new Set(runs);
    const refused = new Set<ProjectionRun>();
    let moves: Moves;
    do moves = this.moves(committing, checkpoint);
    while (!this.attempt(moves, refused));
    for (const [run, move] of moves) run.settle(move);
    for (const run of committing) if (run.parked) this.remove(run);
  }

  private moves(committing: ReadonlySet<ProjectionRun>, checkpoint: Checkpoint): Moves {
    const moves = new Map<ProjectionRun, CheckpointMove>();
    for (const run of committing) {
      if (!this.members.has(run)) continue;
      const move = run.prepare(checkpoint);
      if (move) moves.set(run, move);
    }
    return moves;
  }

  /** False when a run's rows were refused: it holds none any more, and the rest is to be tried again. */
  private attempt(moves: Moves, refused: Set<ProjectionRun>): boolean {
    let writing: ProjectionRun | null = null;
    const write = (): void => {
      for (const { held, next } of moves.values()) this.file.checkpoints.move(held, next);
      if (this.last) this.file.seen.reached(seenAt(this.last, this.at));
      for (const run of moves.keys()) {
        writing = run;
        run.write();
      }
      writing = null;
    };
    try {
      if (moves.size > 0) this.file.transact(write);
      return true;
    } catch (error) {
      const culprit = writing as ProjectionRun | null;
      if (!culprit || refused.has(culprit) || !isFaultOfRows(error)) throw error;
      refused.add(culprit);
      this.refuse(culprit, (error as Error).message);
      return false;
    }
  }

  private refuse(culprit: ProjectionRun, reason: string): void {
    if (culprit.startedOver) {
      culprit.refuseRows(reason);
      return;
    }
    culprit.startOver();
    this.remove(culprit);
    this.suspects.push(culprit);
  }

  private fan(entry: LedgerEntry): void {
    const routed = this.router.open(entry);
    const { events, broken } = routed;
    if (routed === DECISION) this.sawDecision = true;
    if (events.length === 0 && !broken) return;
    const hash = idHash(entry.recorded.id);
    for (const event of events) {
      const runs = this.targets.get(event.type);
      if (runs) for (const run of runs) run.take(event, this.at, hash);
    }
    if (!broken) return;
    const reason = `publishing ${entry.recorded.type} at ordinal ${entry.ordinal}: ${broken.error.message}`;
    for (const type of broken.contracts)
      for (const run of this.targets.get(type) ?? []) run.fail(reason, entry.ordinal, this.at, hash);
  }

  private aim(): void {
    this.targets = new Map();
    for (const run of this.members)
      for (const type of new Set(run.projection.handles as readonly string[]))
        this.targets.set(type, [...(this.targets.get(type) ?? []), run]);
  }
}
