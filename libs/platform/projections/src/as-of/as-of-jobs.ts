import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { derivedId } from '#platform/values';
import type { LedgerHere } from '../plan.js';
import type { AnyProjection } from '../projection.js';
import { ProjectionUnavailable, type ReadModels } from '../read-models.js';
import { SqliteReadModels } from '../sqlite/sqlite-read-models.js';
import {
  AsOfAhead,
  AsOfBusy,
  type AsOfJob,
  AsOfPending,
  type AsOfPlace,
  type KnownThen,
} from './as-of-place.js';
import { ownDirectory } from './own-directory.js';
import type { AsOfOrder, FromAsOf } from './run-as-of-worker.js';

/** Enough for all that one place is asked for, route after route. */
const KEPT = 12;
const REMEMBERED = 20;
const DEADLINE_MS = 10 * 60_000;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

export interface AsOfParts<StoreOptions> {
  /** Results lie here, each process's in a folder of its own, until {@link AsOfJobs.close}. */
  readonly directory: string;
  /** The app's worker file, which calls `runAsOfWorker`. */
  readonly entry: URL;
  readonly store: StoreOptions;
  readonly projections: readonly AnyProjection[];
  readonly ledger: LedgerHere;
  /** Ordinal that the ledger has come to, as far as it is known here. */
  readonly reached: () => number;
  readonly now: () => string;
  /** A fold that takes longer is given up; ten minutes by default. */
  readonly deadlineMs?: number;
}

/** Rows as they were then. */
export interface RowsAsOf extends KnownThen {
  readonly models: ReadModels;
}

/** A folding that came to its end. */
interface Result extends RowsAsOf {
  readonly models: SqliteReadModels;
  readonly place: AsOfPlace;
  /** Names of what was folded. */
  readonly projections: readonly string[];
}

/**
 * Rows of projections as they were known at some place of the ledger, by folding them anew: one at a time, on a
 * thread of its own, into a file. The twelve results asked for last are kept, and serve whoever wants no more than
 * was folded.
 */
export class AsOfJobs<StoreOptions = unknown> {
  private readonly jobs = new Map<string, AsOfJob>();
  private readonly results = new Map<string, Result>();
  /** Those that failed, until somebody who wants their rows is told so. */
  private readonly untold = new Set<string>();
  private worker: Worker | null = null;
  private readonly directory: string;

  constructor(private readonly parts: AsOfParts<StoreOptions>) {
    this.directory = ownDirectory(parts.directory);
  }

  /**
   * The rows, when they are there. Otherwise throws {@link AsOfPending}, having begun to fold them; {@link AsOfBusy}
   * while others are folded; {@link AsOfAhead} where the ledger has not come there yet; and, once, ProjectionUnavailable
   * with the reason why they could not be folded: who asks again begins again.
   */
  rows(wanted: readonly { readonly name: string }[], place: AsOfPlace): RowsAsOf {
    this.refuseAhead(place);
    const names = wanted.map(({ name }) => name);
    const projections = this.parts.projections.filter(({ name }) => names.includes(name));
    const result = this.kept(names, place);
    if (result) return result;
    const versions = projections.map(({ name, version }) => `${name}.v${version}`);
    const id = derivedId('as-of', ...versions, JSON.stringify(place));
    const known = this.jobs.get(id);
    if (known?.state === 'folding') throw new AsOfPending(known);
    if (known && this.untold.delete(id))
      throw new ProjectionUnavailable(names.join(', '), known.reason ?? '');
    if (this.worker) throw new AsOfBusy('rows of another place are being folded');
    throw new AsOfPending(this.begin(id, projections, place));
  }

  /** Throws {@link AsOfAhead} where the ledger has not come there yet. */
  refuseAhead(place: AsOfPlace): void {
    const isAhead =
      'ordinal' in place ? place.ordinal > this.parts.reached() : place.instant > this.parts.now();
    if (isAhead) throw new AsOfAhead('the ledger has not come there yet');
  }

  /** How a folding stands; null when none of this id is remembered. */
  job(id: string): AsOfJob | null {
    return this.jobs.get(id) ?? null;
  }

  /** Gives up a folding that is under way; answers how it stands then, null when none of this id is remembered. */
  cancel(id: string): AsOfJob | null {
    if (this.jobs.get(id)?.state === 'folding') {
      this.failed(id, 'an operator gave it up');
      void this.worker?.terminate();
    }
    return this.job(id);
  }

  /** Ends what is being folded and forgets every result. */
  async close(): Promise<void> {
    await this.worker?.terminate();
    for (const { models } of this.results.values()) models.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private kept(names: readonly string[], place: AsOfPlace): RowsAsOf | null {
    for (const [id, result] of this.results) {
      if (!isThere(result, place) || !names.every((name) => result.projections.includes(name))) continue;
      this.results.delete(id);
      this.results.set(id, result);
      return result;
    }
    return null;
  }

  private begin(id: string, projections: readonly AnyProjection[], place: AsOfPlace): AsOfJob {
    const { entry, store, deadlineMs = DEADLINE_MS } = this.parts;
    const file = this.file(id);
    const names = projections.map(({ name }) => name);
    const begun: AsOfJob = {
      id,
      projections: names,
      state: 'folding',
      ordinal: null,
      folded: -1,
      reason: null,
    };
    this.remember(begun);
    const order: AsOfOrder<StoreOptions> = { projections: names, place, file, store };
    const worker = new Worker(entry, { workerData: order, resourceLimits: MEMORY });
    this.worker = worker;
    const deadline = setTimeout(() => {
      this.failed(id, `it was not done within ${deadlineMs / 1000} s`);
      void worker.terminate();
    }, deadlineMs);
    worker.on('message', (message: FromAsOf) => this.heard(id, projections, place, message));
    worker.on('error', (error) => this.failed(id, String(error)));
    worker.once('exit', () => {
      clearTimeout(deadline);
      this.worker = null;
      this.failed(id, 'its thread ended before it was done');
      if (!this.results.has(id)) this.remove(id);
    });
    return begun;
  }

  private heard(
    id: string,
    projections: readonly AnyProjection[],
    place: AsOfPlace,
    message: FromAsOf,
  ): void {
    const job = this.jobs.get(id);
    if (job?.state !== 'folding') return;
    if (message.kind === 'failed') this.failed(id, message.reason);
    else if (message.kind === 'progress')
      this.jobs.set(id, { ...job, ordinal: message.ordinal, folded: message.folded });
    else {
      const { ordinal, recordedAt } = message;
      const models = new SqliteReadModels({ file: this.file(id), projections, ledger: this.parts.ledger });
      this.results.set(id, { ordinal, recordedAt, models, place, projections: job.projections });
      this.jobs.set(id, { ...job, state: 'ready', ordinal, folded: ordinal });
      this.forgetOldest();
    }
  }

  private failed(id: string, reason: string): void {
    const job = this.jobs.get(id);
    if (job?.state !== 'folding') return;
    this.jobs.set(id, { ...job, state: 'failed', reason });
    this.untold.add(id);
    this.remove(id);
  }

  private remember(job: AsOfJob): void {
    this.jobs.delete(job.id);
    this.jobs.set(job.id, job);
    for (const id of this.jobs.keys()) {
      if (this.jobs.size <= REMEMBERED) return;
      if (this.results.has(id)) continue;
      this.jobs.delete(id);
      this.untold.delete(id);
    }
  }

  private forgetOldest(): void {
    for (const [id, { models }] of this.results) {
      if (this.results.size <= KEPT) return;
      models.close();
      this.results.delete(id);
      this.jobs.delete(id);
      this.remove(id);
    }
  }

  private file(id: string): string {
    return join(this.directory, `${id}.sqlite`);
  }

  private remove(id: string): void {
    for (const end of ['', '-wal', '-shm']) rmSync(this.file(id) + end, { force: true });
  }
}

/** An instant is the same place as the ordinal it came to. */
const isThere = (result: Result, place: AsOfPlace): boolean =>
  'ordinal' in place ? result.ordinal === place.ordinal : isDeepStrictEqual(result.place, place);
