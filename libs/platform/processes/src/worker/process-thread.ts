import { Worker } from 'node:worker_threads';
import { systemClock } from '#platform/values';
import type { Dispatch } from '../dispatched-command.js';
import type { EngineStatus } from '../status.js';
import type { FromProcesses, ProcessOrder, ToProcesses } from './protocol.js';

const START_DEADLINE_MS = 15_000;
const SETTLE_DEADLINE_MS = 9_000;
const CLOSE_DEADLINE_MS = 5_000;
const SILENT_AFTER_MS = 10_000;
/** It reads page by page and keeps nothing: little garbage at once is enough. */
const YOUNG_GENERATION_MB = 6;

export interface ProcessThreadParts<StoreOptions> extends ProcessOrder<StoreOptions> {
  /** The app's worker file, which calls `runProcessesWorker`. */
  readonly entry: URL;
}

/** The thread did not start; the message says why. */
export class ProcessThreadFailed extends Error {
  override readonly name = 'ProcessThreadFailed';
}

/**
 * Processes on a thread of their own, and the handlers of their commands on this one. A thread that dies or falls
 * silent is not started again in secret: its status says so.
 */
export class ProcessThread {
  private readonly exited: Promise<void>;
  private readonly settling = new Map<number, () => void>();
  private dispatch: Dispatch | null = null;
  private closed: (() => void) | null = null;
  private asked = 0;
  private heardAt = performance.now();
  private isDead = false;
  private isStopping = false;

  private constructor(
    private readonly worker: Worker,
    private last: EngineStatus,
  ) {
    this.exited = new Promise((resolve) => {
      worker.once('exit', (code) => {
        this.died(this.isStopping ? null : `the processes' thread ended with code ${code}`);
        resolve();
      });
    });
    worker.on('message', (message: FromProcesses) => this.heard(message));
    worker.on('error', (error) => this.died(`the processes' thread failed: ${String(error)}`));
  }

  /** Resolves when it is at work (not: caught up). Throws {@link ProcessThreadFailed}. */
  static async start<StoreOptions>({
    entry,
    ...order
  }: ProcessThreadParts<StoreOptions>): Promise<ProcessThread> {
    const worker = new Worker(entry, {
      workerData: order satisfies ProcessOrder<StoreOptions>,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const first = await firstWord(worker);
    if (first.kind === 'ready') return new ProcessThread(worker, first.status);
    await worker.terminate();
    throw new ProcessThreadFailed(first.kind === 'failed' ? first.reason : `unexpected ${first.kind}`);
  }

  status(): EngineStatus {
    const silentMs = performance.now() - this.heardAt;
    if (this.isDead || silentMs < SILENT_AFTER_MS) return this.last;
    const reason = `the processes' thread has not been heard of for ${Math.round(silentMs / 1000)} s`;
    return { ...this.last, state: 'silent', reason };
  }

  /** From now on commands go to these handlers. */
  serve(dispatch: Dispatch): void {
    this.dispatch = dispatch;
    this.tell({ kind: 'open' });
  }

  /** No command is sent any more; resolves when those on their way have come back, after 5 s at the latest. */
  async hold(): Promise<void> {
    if (this.isDead) return;
    const closed = new Promise<void>((resolve) => (this.closed = resolve));
    this.tell({ kind: 'close' });
    await withinDeadline(closed, CLOSE_DEADLINE_MS);
  }

  /**
   * The driven clock stands at `now`: resolves when all that is due by then is done, after 9 s at the latest.
   */
  async settle(now: string): Promise<void> {
    if (this.isDead) return;
    const id = ++this.asked;
    const settled = new Promise<void>((resolve) => this.settling.set(id, resolve));
    this.tell({ kind: 'settle', id, now });
    await withinDeadline(settled, SETTLE_DEADLINE_MS);
    this.settling.delete(id);
  }

  /** Ends the thread, by force after the deadline: what it knows and intends is in its file either way. */
  async stop(deadlineMs = 5_000): Promise<void> {
    this.isStopping = true;
    if (!this.isDead) this.tell({ kind: 'stop' });
    const deadline = setTimeout(() => void this.worker.terminate(), deadlineMs);
    await this.exited;
    clearTimeout(deadline);
  }

  private tell(message: ToProcesses): void {
    this.worker.postMessage(message);
  }

  private heard(message: FromProcesses): void {
    this.heardAt = performance.now();
    if (message.kind === 'progress') this.last = this.isDead ? this.last : message.status;
    else if (message.kind === 'dispatch') void this.hand(message.command);
    else if (message.kind === 'settled') this.settling.get(message.id)?.();
    else if (message.kind === 'closed') this.closed?.();
    else if (message.kind === 'failed') this.died(message.reason);
  }

  private async hand(command: Parameters<Dispatch>[0]): Promise<void> {
    const outcome = this.dispatch
      ? await this.dispatch(command)
      : ({ kind: 'failed', reason: 'its handler is not there yet' } as const);
    if (!this.isDead) this.tell({ kind: 'outcome', id: command.id, outcome });
  }

  private died(reason: string | null): void {
    if (this.isDead) return;
    this.isDead = true;
    this.last = { ...this.last, state: 'ended', since: systemClock.now(), reason };
    for (const resolve of this.settling.values()) resolve();
    this.closed?.();
  }
}

async function withinDeadline(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function firstWord(worker: Worker): Promise<FromProcesses> {
  return new Promise((resolve) => {
    const settle = (message: FromProcesses): void => {
      clearTimeout(deadline);
      // By name: removing all of them takes away those by which Node itself hears the thread.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      resolve(message);
    };
    const failed = (reason: string): void => settle({ kind: 'failed', reason });
    const deadline = setTimeout(() => failed("the processes' thread does not start"), START_DEADLINE_MS);
    worker.once('error', (error) => failed(`the processes' thread does not start: ${String(error)}`));
    worker.once('exit', () => failed("the processes' thread ended while it started"));
    worker.on('message', (message: FromProcesses) => {
      if (message.kind === 'ready' || message.kind === 'failed') settle(message);
    });
  });
}
