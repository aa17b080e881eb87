import type { EventReader } from '#platform/event-store';
import type { Clock } from '#platform/values';
import { putBack } from '../activate.js';
import type { BatchFold } from '../batch-fold.js';
import { generationsOf, keptOf, type StoredCheckpoint } from '../checkpoints.js';
import { FoldFailure } from '../evolve-event.js';
import type { ProjectionRun } from '../fold.js';
import type { AnyProjection } from '../projection.js';
import { requestRebuild } from '../request-rebuild.js';
import type { EventRouter } from '../routing.js';
import type { ReadModelFile } from '../sqlite/read-model-file.js';
import { BrokenSeal } from '../sqlite/row-seal.js';
import { Decisions, type NewDecisions } from './decisions.js';
import { Gathering } from './gathering.js';
import { KeyRetry } from './key-retry.js';

/** The folds of a session, as far as decisions concern them. */
export interface AttendedFolds {
  readonly store: EventReader;
  readonly file: ReadModelFile;
  readonly router: EventRouter;
  readonly clock: Clock;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
  readonly progress: () => void;
  /** Those that read now. */
  folds(): readonly BatchFold[];
  /** Starts a reader for a generation that goes on. */
  goOn(checkpoint: StoredCheckpoint): void;
  /** Starts readers for generations that were added. */
  foldBeside(): void;
  /** Ends the session. */
  failed(error: unknown): void;
}

interface Followed {
  readonly run: ProjectionRun;
  readonly fold: BatchFold;
}

/**
 * Acts on operators' decisions: parks, lets go on, retries. What was acted on is kept with the checkpoint, so that
 * a decision is acted on once, and again when the session ended before it was.
 */
export class Attendant {
  private readonly decisions: ReadonlyMap<string, Decisions>;
  private readonly retrying = new Set<ProjectionRun>();
  /** Of those, which more was decided about meanwhile. */
  private readonly askedAgain = new Set<ProjectionRun>();
  private readonly rebuilds = new Gathering(() => this.around.foldBeside());
  private isAttending = false;
  private isCalled = false;

  constructor(private readonly around: AttendedFolds) {
    this.decisions = new Map(around.router.projections.map(({ name }) => [name, new Decisions(name)]));
  }

  of(projection: string): Decisions {
    return this.decisions.get(projection) as Decisions;
  }

  /** Reads what was decided up to now. Throws the store's errors. */
  async refresh(): Promise<void> {
    for (const decisions of this.decisions.values()) await decisions.refresh(this.around.store);
  }

  /** Something may have been decided: reads it and acts. Never throws; the session fails instead. */
  async attend(): Promise<void> {
    this.isCalled = true;
    if (this.isAttending) return;
    this.isAttending = true;
    try {
      while (this.isCalled && !this.around.signal.aborted) {
        this.isCalled = false;
        await this.refresh();
        if (!this.around.signal.aborted) this.act();
      }
    } catch (error) {
      this.around.failed(error);
    } finally {
      this.isAttending = false;
    }
  }

  private act(): void {
    const stored = this.around.file.checkpoints.all();
    for (const projection of this.around.router.projections) {
      const { serving, beside } = generationsOf(stored, projection.name);
      if (this.rollBack(projection, stored)) continue;
      for (const held of [serving, beside]) {
        const fresh = held?.version === projection.version && this.of(projection.name).since(held.heard);
        if (!held || !fresh) continue;
        if (held.state === 'parked') this.actOnParked(projection, held, fresh);
        else if (held.state === 'active') this.actOnActive(projection, held, fresh);
      }
    }
  }

  /** Answers whether it was decided; what is being folded anew is given up, or it would take the place again. */
  private rollBack(projection: AnyProjection, stored: readonly StoredCheckpoint[]): boolean {
    const { file, clock, goOn, progress } = this.around;
    const { serving, beside } = generationsOf(stored, projection.name);
    const kept = keptOf(stored, projection);
    const fresh = serving?.version === projection.version && this.of(projection.name).since(serving.heard);
    if (!serving || !kept || !fresh || !fresh.rollsBack) return false;
    for (const held of [serving, beside]) {
      const followed = held && this.followed(({ checkpoint }) => isSame(checkpoint, held));
      followed?.fold.remove(followed.run);
    }
    goOn(
      file.transact(() => {
        if (beside) file.drop(beside);
        return putBack(file, serving, kept, { heard: fresh.last, at: clock.now() });
      }),
    );
    progress();
    return true;
  }

  /** It goes on to be caught up for the first time, or to serve, or is folded anew. */
  private actOnParked(
    projection: AnyProjection,
    held: StoredCheckpoint,
    { last, goesOn, rebuilt }: NewDecisions,
  ): void {
    const { file, goOn, progress } = this.around;
    const state = !goesOn ? 'parked' : file.wasRead(held) ? 'active' : 'folding';
    const next: StoredCheckpoint = { ...held, heard: last, state, reason: goesOn ? null : held.reason };
    const isAnew = rebuilt.includes(held.generation);
    file.transact(() => {
      file.checkpoints.move(held, next);
      if (isAnew) requestRebuild(file, projection);
    });
    if (goesOn) goOn(next);
    if (isAnew) this.rebuilds.ask();
    progress();
  }

  private actOnActive(projection: AnyProjection, held: StoredCheckpoint, fresh: NewDecisions): void {
    const followed = this.followed(({ checkpoint }) => isSame(checkpoint, held));
    if (followed) this.actOnFollowed(projection, followed, fresh);
  }

  private actOnFollowed(projection: AnyProjection, followed: Followed, fresh: NewDecisions): void {
    const { run, fold } = followed;
    const isRetry = fresh.parkedFor === null && run.parkedKeys.size > 0;
    const isAnew = fresh.rebuilt.includes(run.checkpoint.generation) || (isRetry && projection.referencesOf);
    if (isRetry && !isAnew) {
      void this.retry(run, fresh.last);
      return;
    }
    if (fresh.parkedFor !== null) run.park(fresh.parkedFor, fold.place);
    this.around.file.transact(() => {
      this.heard(followed, fresh.last);
      if (isAnew) requestRebuild(this.around.file, projection);
    });
    if (isAnew) this.rebuilds.ask();
  }

  private async retry(run: ProjectionRun, last: number): Promise<void> {
    if (this.retrying.has(run)) {
      this.askedAgain.add(run);
      return;
    }
    this.retrying.add(run);
    const { store, router, signal } = this.around;
    const here = (): Followed | null => this.followed((each) => each === run);
    const settle = (change: (followed: Followed) => void): void => {
      const followed = here();
      if (!followed) return;
      change(followed);
      this.heard(followed, last);
    };
    try {
      const place = () => here()?.fold.place ?? null;
      const done: KeyRetry['parts']['done'] = (refed) => settle(() => run.refeed(refed));
      await new KeyRetry({ store, router, run, place, done, signal }).run();
    } catch (error) {
      if (error instanceof FoldFailure)
        settle(({ fold }) => run.park(`retrying: ${error.message}`, fold.place));
      else if (error instanceof BrokenSeal) {
        settle(() => requestRebuild(this.around.file, run.projection));
        this.around.foldBeside();
      } else this.around.failed(error);
    } finally {
      this.retrying.delete(run);
      if (this.askedAgain.delete(run)) void this.attend();
    }
  }

  private heard({ run, fold }: Followed, last: number): void {
    run.hear(last);
    fold.commit(fold.place);
    this.around.progress();
  }

  private followed(isIt: (run: ProjectionRun) => boolean): Followed | null {
    for (const fold of this.around.folds()) for (const run of fold.runs) if (isIt(run)) return { run, fold };
    return null;
  }
}

const isSame = (a: StoredCheckpoint, b: StoredCheckpoint): boolean =>
  a.projection === b.projection && a.generation === b.generation;
