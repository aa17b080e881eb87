import { once } from 'node:events';
import type { EventReader } from '#platform/event-store';
import type { Clock } from '#platform/values';
import { BatchFold } from './batch-fold.js';
import { activate } from './activate.js';
import { CheckpointLost, otherwiseStored, type StoredCheckpoint } from './checkpoints.js';
import { Attendant } from './control/attendant.js';
import { ProjectionRun } from './fold.js';
import { LedgerReader, type Patience } from './ledger-reader.js';
import { LiveTraffic } from './live-traffic.js';
import { byDistance, planGenerations, startOf, type LedgerHere } from './plan.js';
import { settleGenerations } from './settle-generations.js';
import type { EventRouter } from './routing.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';

/**
 * Soon while others wait for what was written, late while history is caught up: what many events change is written
 * once then. Rows that are many are touched by few events each, and would only be moved about by the collector.
 */
const LIVE: Patience = { rows: 5_000, ms: 50 };
const BULK: Patience = { rows: 40_000, ms: 5_000 };

export interface FoldSurroundings {
  readonly store: EventReader;
  readonly file: ReadModelFile;
  readonly router: EventRouter;
  readonly ledger: LedgerHere;
  readonly clock: Clock;
  /** After each commit. */
  readonly progress: () => void;
}

/**
 * One life of the readers, from the stored checkpoints to the first failure: the main reader keeps the serving
 * generations up to date, others catch up what is new or rebuilt and hand it over when it stands where the main
 * reader stands. What is in memory never outlives the session.
 */
export class FoldSession {
  private main: BatchFold | null = null;
  private readonly besides = new Set<BatchFold>();
  /** Was read last, when nothing is any more. */
  private left: BatchFold | null = null;
  private readonly ended = new AbortController();
  private readonly readers: Promise<void>[] = [];
  private failure: { readonly error: unknown } | null = null;
  private readonly traffic = new LiveTraffic();

  private readonly attendant: Attendant;

  constructor(private readonly around: FoldSurroundings) {
    this.attendant = new Attendant({
      ...around,
      signal: this.ended.signal,
      folds: () => this.folds,
      goOn: (checkpoint) => this.readBeside(this.runsOf([checkpoint])),
      foldBeside: () => this.foldBeside(),
      failed: (error) => this.failed(error),
    });
  }

  /** Where the main reader stands, or the one that will become it. */
  get place() {
    return (this.main ?? [...this.besides][0] ?? this.left)?.place ?? null;
  }

  /** Returns when aborted; throws what the first reader failed with. */
  async run(signal: AbortSignal): Promise<void> {
    const end = () => this.ended.abort();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      await this.attendant.refresh();
      const { near, far } = byDistance(
        settleGenerations(this.around, (name) => this.attendant.of(name).settled),
      );
      if (near.length > 0) this.read((this.main = this.foldOf(this.runsOf(near))));
      if (far.length > 0) this.readBeside(this.runsOf(far));
      this.foldBeside();
      void this.attendant.attend();
      if (!this.ended.signal.aborted) await once(this.ended.signal, 'abort');
    } catch (error) {
      this.failed(error);
    }
    await Promise.all(this.readers);
    signal.removeEventListener('abort', end);
    if (this.failure) throw this.failure.error;
  }

  /** Starts a reader for generations to be caught up that nobody folds yet. */
  foldBeside(): void {
    if (this.ended.signal.aborted) return;
    const { router, file, ledger } = this.around;
    const { beside } = planGenerations(router.projections, file.checkpoints.all(), ledger);
    const folded = new Set(this.folds.flatMap(({ runs }) => [...runs]).map(identity));
    const waiting = beside.filter((checkpoint) => !folded.has(identity({ checkpoint })));
    if (waiting.length > 0) this.readBeside(this.runsOf(waiting));
  }

  /** Asked now and then: starts what waits, ends where somebody else took over, and hears what was decided where nobody reads the ledger. */
  look(): void {
    const held = this.folds.flatMap(({ runs }) => [...runs]).map(({ checkpoint }) => checkpoint);
    const lost = otherwiseStored(held, this.around.file.checkpoints.all());
    if (lost) this.failed(new CheckpointLost(lost));
    this.foldBeside();
    if (!this.main) void this.attendant.attend();
  }

  private get folds(): readonly BatchFold[] {
    return this.main ? [this.main, ...this.besides] : [...this.besides];
  }

  private readBeside(runs: readonly ProjectionRun[]): void {
    const fold = this.foldOf(runs);
    this.besides.add(fold);
    this.read(fold);
  }

  private foldOf(runs: readonly ProjectionRun[]): BatchFold {
    const { file, router, ledger } = this.around;
    const start = startOf(
      runs.map(({ checkpoint }) => checkpoint),
      ledger,
    );
    return new BatchFold(router, file, runs, start);
  }

  private runsOf(checkpoints: readonly StoredCheckpoint[]): readonly ProjectionRun[] {
    const { file, router } = this.around;
    return checkpoints.map((checkpoint) => {
      const projection = router.projections.find(({ name }) => name === checkpoint.projection);
      if (!projection) throw new Error(`no projection ${checkpoint.projection}`);
      const run = new ProjectionRun(projection, checkpoint, file.rows(projection, checkpoint));
      run.skips = this.attendant.of(projection.name);
      return run;
    });
  }

  private read(fold: BatchFold): void {
    const reader = new LedgerReader(this.around.store, fold, {
      patience: () => (fold === this.main ? LIVE : BULK),
      committed: () => this.committed(fold),
      caughtUp: () => this.caughtUp(fold),
      isDone: () => fold !== this.main && fold.runs.size === 0,
      taken: (entries) => {
        if (fold === this.main) this.traffic.came(entries);
      },
      givesWay: () => fold !== this.main && this.traffic.isBusy,
    });
    const reading = reader.run(this.ended.signal).catch((error: unknown) => this.failed(error));
    this.readers.push(
      reading.then(() => {
        this.besides.delete(fold);
        this.left = fold;
      }),
    );
  }

  private committed(fold: BatchFold): void {
    this.around.progress();
    if (fold.noticed()) void this.attendant.attend();
    for (const run of fold.takeSuspects()) this.readBeside([run]);
  }

  private failed(error: unknown): void {
    this.failure ??= { error };
    this.ended.abort();
  }

  private caughtUp(fold: BatchFold): void {
    const main = (this.main ??= fold);
    if (fold === main) this.besides.delete(fold);
    else
      for (const run of [...fold.runs])
        if (run.checkpoint.ordinal >= main.place.ordinal) join(run, fold, main);
    if (main.pending > 0) return;
    for (const run of [...main.runs])
      if (run.checkpoint.state === 'folding' && run.checkpoint.ordinal === main.place.ordinal)
        this.activate(run, main);
  }

  /** It stands, to the event, where the generation stands whose place it takes. */
  private activate(run: ProjectionRun, main: BatchFold): void {
    const { file, clock, progress } = this.around;
    const replaced = [...main.runs].find(
      ({ projection, checkpoint }) => projection === run.projection && checkpoint.state === 'active',
    );
    const active = activate(file, run, clock.now());
    if (active) {
      run.became(active, file.rows(run.projection, active));
      if (replaced) main.remove(replaced);
      // A stop that stands concerns it, however long ago that came by.
      void this.attendant.attend();
    } else main.remove(run);
    progress();
  }
}

/** It has come to where the main reader is, which reads on for it. */
function join(run: ProjectionRun, from: BatchFold, main: BatchFold): void {
  from.remove(run);
  main.add(run);
}

const identity = ({ checkpoint }: { readonly checkpoint: StoredCheckpoint }): string =>
  `${checkpoint.projection}:${checkpoint.generation}`;
