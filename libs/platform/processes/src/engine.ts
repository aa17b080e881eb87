import { setTimeout as pause } from 'node:timers/promises';
import { ledgerOf, UnknownEvent } from '#platform/event-store';
import { LedgerMismatch } from '#platform/projections';
import { Condition } from './condition.js';
import type { EngineParts } from './engine-parts.js';
import { refuseOtherHistory } from './history-check.js';
import { installAll, startOf } from './installation.js';
import { LedgerFollower } from './ledger-follower.js';
import { OutboxDispatcher } from './outbox-dispatcher.js';
import { Retries } from './retries.js';
import { ProcessRouter } from './routing.js';
import { Leadership } from './sqlite/leadership.js';
import { ProcessFile } from './sqlite/process-file.js';
import type { EngineState, EngineStatus, ProcessStatus } from './status.js';
import { statusOf } from './status-of.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
const LOOK_EVERY_MS = 250;
const SETTLE_WITHIN_MS = 8_000;
const AT_WORK_SOON_MS = 5;

/**
 * Runs processes over the ledger: reads it once for all of them, and fires timers and sends commands while it is
 * caught up. One engine a file leads, others stand by until its end. Failures of the store and of the disk are
 * retried with back-off from what is stored. Owns the file, not the store.
 */
export class ProcessEngine {
  private readonly file: ProcessFile;
  private readonly router: ProcessRouter;
  private readonly dispatcher: OutboxDispatcher;
  private readonly stopping = new AbortController();
  private readonly condition = new Condition();
  private readonly retries = new Retries();
  private leadership: Leadership | null = null;
  private follower: LedgerFollower | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private running: Promise<unknown> | null = null;
  private known: readonly ProcessStatus[] = [];

  /** Throws when the definitions do not fit together or the file is another build's. */
  constructor(private readonly parts: EngineParts) {
    this.router = new ProcessRouter(parts.definitions, parts.processes);
    this.file = ProcessFile.open(parts.file);
    this.dispatcher = new OutboxDispatcher({
      outbox: this.file.outbox,
      dispatch: parts.dispatch,
      now: () => parts.clock.now(),
      changed: () => {
        this.follower?.wake();
        this.parts.onProgress?.();
      },
      failed: (error) => this.turn('retrying', String(error)),
      onStep: parts.onStep,
    });
  }

  start(): void {
    this.running ??= Promise.all([this.work(), this.look()]);
  }

  /** From now on commands are sent: their handlers are there. */
  openOutbox(): void {
    this.dispatcher.open();
    this.turnOver();
  }

  /** Sends no more; resolves when what was on its way has come back. */
  closeOutbox(): Promise<void> {
    return this.dispatcher.close();
  }

  status(): EngineStatus {
    const { file, follower } = this;
    const { state, since, reason, behindSince } = this.condition;
    if (state !== 'ended') this.known = statusOf(file, this.router.processes, follower);
    const ordinal = follower?.place.ordinal ?? null;
    return { state, since, reason, behindSince, ordinal, processes: this.known };
  }

  /**
   * Resolves when all there is has been read, all timers due by the clock have fired and what follows from them is
   * done or has failed; after eight seconds at the latest.
   */
  async settle(): Promise<void> {
    const deadline = performance.now() + SETTLE_WITHIN_MS;
    while (performance.now() < deadline && this.condition.willFollow) {
      const { follower } = this;
      if (!follower) {
        await pause(AT_WORK_SOON_MS);
        continue;
      }
      const head = await this.parts.store.head();
      this.parts.store.poke?.();
      await follower.reach(head, deadline);
      const before = this.dispatcher.sent;
      const fired = this.turnOver();
      await follower.until(() => this.dispatcher.isIdle(), deadline);
      if (fired === 0 && this.dispatcher.sent === before && head === (await this.parts.store.head())) return;
    }
  }

  /** What is not saved is dropped and read again; the file is closed and somebody else may lead. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.dispatcher.close();
    await this.running;
    this.status();
    this.turn('ended', null);
    this.file.close();
    this.leadership?.release();
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.lead(signal);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const isFinal = error instanceof UnknownEvent || error instanceof LedgerMismatch;
        this.turn(isFinal ? 'stopped' : 'retrying', reason);
        if (isFinal) return this.giveWay();
      }
      await pause(this.pauseMs, undefined, { signal }).catch(() => undefined);
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  private async lead(signal: AbortSignal): Promise<void> {
    this.leadership ??= Leadership.take(`${this.parts.file}.leader`);
    if (!this.leadership) {
      this.turn('standby', 'another process leads');
      return;
    }
    const { store } = this.parts;
    const ledger = await ledgerOf(store);
    if (!ledger) {
      this.turn('waiting', 'the store holds no ledger yet');
      return;
    }
    const [storeId, head] = await Promise.all([store.storeId(), store.head()]);
    const seen = this.file.seen.last();
    await refuseOtherHistory(store, seen, ledger.ledgerId);
    const found = { ledgerId: ledger.ledgerId, storeId, head };
    const running = installAll(this.file, this.router.processes, found);
    const from = startOf(running, this.file.processes.all(), found);
    this.follower = new LedgerFollower({
      store,
      router: this.router,
      running,
      from,
      seen,
      isRetried: (process, entries) => this.retries.follow(process, entries),
      reached: (entry) => this.file.seen.reached(entry),
      paceMs: this.parts.paceMs ?? 0,
      reacted: () => this.parts.onStep?.('reacted'),
      progressed: () => this.progressed(),
    });
    try {
      await this.follower.run(signal);
    } finally {
      this.follower.end();
      this.follower = null;
    }
  }

  /** It will not go on, but a newer build that stands by may. */
  private async giveWay(): Promise<void> {
    await this.dispatcher.close();
    this.leadership?.release();
    this.leadership = null;
  }

  private progressed(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.turnOver();
    if (this.condition.state === 'following') this.parts.onProgress?.();
    else this.turn('following', null);
  }

  /** Fires what is due, where everything before it has been read, and sends what may go; answers how many fired. */
  private turnOver(): number {
    const fired = this.follower?.fire(this.parts.clock.now()) ?? 0;
    if (fired > 0) this.parts.onStep?.('fired');
    if (this.follower) this.dispatcher.pump();
    return fired;
  }

  private turn(state: EngineState, reason: string | null): void {
    this.condition.turn(state, reason);
    this.parts.onProgress?.();
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || !this.follower) continue;
      try {
        if (this.turnOver() > 0) this.parts.onProgress?.();
        this.condition.watch(await this.parts.store.head(), this.follower?.place.position ?? null);
      } catch (error) {
        this.turn('retrying', (error as Error).message);
      }
    }
  }
}
