import { Worker } from 'node:worker_threads';
import { systemClock, type Clock } from '#platform/values';
import type { ProjectorStatus } from '../projector-status.js';
import type { FromProjector, ProjectorOrder, ToProjector } from './protocol.js';

const START_DEADLINE_MS = 15_000;
const SILENT_AFTER_MS = 10_000;
/** Folding makes much short-lived garbage; the rows it keeps are bounded anyway. */
const YOUNG_GENERATION_MB = 24;

export interface ProjectorThreadParts<StoreOptions> extends ProjectorOrder<StoreOptions> {
  /** The app's worker file, which calls `runProjectorWorker`. */
  readonly entry: URL;
  /** After each commit and change of state. */
  readonly onProgress?: (status: ProjectorStatus) => void;
  readonly clock?: Clock;
}

/** The projector did not do what it was asked; the message says why. */
export class ProjectorRefused extends Error {
  override readonly name = 'ProjectorRefused';
}

/**
 * The projector on a thread of its own. A thread that dies or falls silent is not started again in secret: its
 * status says so, readiness turns red, and the process that owns it decides.
 */
export class ProjectorThread {
  private readonly exited: Promise<void>;
  private heardAt = performance.now();
  private death: ProjectorStatus | null = null;
  private stopping = false;

  private constructor(
    private readonly worker: Worker,
    private last: ProjectorStatus,
    private readonly clock: Clock,
    private readonly onProgress: (status: ProjectorStatus) => void,
  ) {
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.died(this.stopping ? null : `the projector's thread ended with code ${code}`);
        resolve();
      });
    });
    worker.on('message', (message: FromProjector) => this.heard(message));
    worker.on('error', (error) => this.died(`the projector's thread failed: ${String(error)}`));
  }

  /** Resolves when the projector is at work (not: caught up). Throws {@link ProjectorRefused} with the reason. */
  static async start<StoreOptions>(parts: ProjectorThreadParts<StoreOptions>): Promise<ProjectorThread> {
    const { entry, shard, file, store, tracing, onProgress = () => undefined, clock = systemClock } = parts;
    const worker = new Worker(entry, {
      workerData: { shard, file, store, tracing } satisfies ProjectorOrder<StoreOptions>,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const first = await firstWord(worker);
    if (first.kind === 'ready') return new ProjectorThread(worker, first.status, clock, onProgress);
    await worker.terminate();
    throw new ProjectorRefused(first.kind === 'failed' ? first.reason : `unexpected ${first.kind}`);
  }

  status(): ProjectorStatus {
    if (this.death) return this.death;
    const silentMs = performance.now() - this.heardAt;
    if (silentMs < SILENT_AFTER_MS) return this.last;
    const reason = `the projector's thread has not been heard of for ${Math.round(silentMs / 1000)} s`;
    return { ...this.last, state: 'silent', reason };
  }

  /** Something was appended: it looks at once instead of at its next look. */
  poke(): void {
    if (!this.death) this.tell({ kind: 'poke' });
  }

  /** Ends the thread, by force after the deadline; rows and checkpoints agree either way. Answers whether it went by itself. */
  async stop(deadlineMs = 5_000): Promise<boolean> {
    this.stopping = true;
    if (!this.death) this.tell({ kind: 'stop' });
    let forced = false;
    const deadline = setTimeout(() => {
      forced = true;
      void this.worker.terminate();
    }, deadlineMs);
    await this.exited;
    clearTimeout(deadline);
    return !forced;
  }

  private tell(message: ToProjector): void {
    this.worker.postMessage(message);
  }

  private heard(message: FromProjector): void {
    this.heardAt = performance.now();
    if (message.kind === 'failed') this.died(message.reason);
    else {
      this.last = message.status;
      this.onProgress(this.status());
    }
  }

  private died(reason: string | null): void {
    if (this.death) return;
    this.death = { ...this.last, state: 'ended', since: this.clock.now(), reason };
    this.onProgress(this.death);
  }
}

function firstWord(worker: Worker): Promise<FromProjector> {
  return new Promise((resolve) => {
    const settle = (message: FromProjector): void => {
      clearTimeout(deadline);
      // By name: removing all of them takes away those by which Node itself hears the thread.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      resolve(message);
    };
    const failed = (reason: string): void => settle({ kind: 'failed', reason });
    const deadline = setTimeout(() => failed("the projector's thread does not start"), START_DEADLINE_MS);
    worker.once('error', (error) => failed(`the projector's thread does not start: ${String(error)}`));
    worker.once('exit', () => failed("the projector's thread ended while it started"));
    worker.on('message', (message: FromProjector) => {
      if (message.kind !== 'progress') settle(message);
    });
  });
}
