import { setTimeout as pause } from 'node:timers/promises';
import { ledgerOf, UnknownEvent, type Checkpoint, type EventReader } from '#platform/event-store';
import type { WalUpkeep } from '#platform/sqlite';
import { systemClock, type Clock } from '#platform/values';
import type { ContextDefinition } from './context-definition.js';
import { FoldSession } from './fold-session.js';
import { refuseOtherHistory } from './history-check.js';
import { LedgerMismatch } from './plan.js';
import type { ProjectorState, ProjectorStatus } from './projector-status.js';
import { EventRouter } from './routing.js';
import { ReadModelFile } from './sqlite/read-model-file.js';
import { CoverageVerifier } from './verifier/coverage-verifier.js';
import { ProgressWatchdog } from './watchdog.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

export interface ProjectorParts {
  readonly definitions: readonly ContextDefinition[];
  readonly store: EventReader;
  /** Path of the read-model file; created when missing. */
  readonly file: string;
  /** Where the verifier reads: a connection of its own, so that it sees what is stored. The same store without it. */
  readonly verifierStore?: EventReader;
  /** How often the verifier looks; once a second by default. */
  readonly verifyEveryMs?: number;
  /** After each commit and each change of state; must not throw. */
  readonly onProgress?: () => void;
  readonly clock?: Clock;
}

/**
 * Keeps every projection's rows folded from the ledger, in one thread. Failures of the store or of a commit are
 * retried from the stored checkpoints with back-off; what only a person can mend stops it with a reason that also
 * stands at every projection. Owns the read-model file, not the store.
 */
export class Projector {
  private readonly router: EventRouter;
  private readonly file: ReadModelFile;
  private readonly upkeep: WalUpkeep;
  private readonly verifier: CoverageVerifier;
  private readonly stopping = new AbortController();
  private readonly watchdog = new ProgressWatchdog();
  private session: FoldSession | null = null;
  private place: Checkpoint | null = null;
  private state: ProjectorState = 'starting';
  private readonly clock: Clock;
  private since: string;
  private reason: string | null = null;
  private behindSince: string | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private running: Promise<void> | null = null;

  /** Throws when the definitions do not fit together or the file is another build's. */
  constructor(private readonly parts: ProjectorParts) {
    this.clock = parts.clock ?? systemClock;
    this.since = this.clock.now();
    this.router = new EventRouter(parts.definitions);
    this.file = ReadModelFile.open(parts.file);
    this.upkeep = this.file.upkeep();
    const { definitions, file, store, verifierStore = store, verifyEveryMs: everyMs } = parts;
    this.verifier = new CoverageVerifier({ definitions, file, store: verifierStore, everyMs });
  }

  start(): void {
    this.running ??= Promise.all([this.work(), this.look()]).then(() => undefined);
    this.verifier.start();
  }

  status(): ProjectorStatus {
    this.place = this.session?.place ?? this.place;
    const { state, since, reason, behindSince, place } = this;
    const position = place?.position?.toString() ?? null;
    return { state, since, reason, ordinal: place?.ordinal ?? null, position, behindSince };
  }

  /** What is not committed is dropped; the file is closed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.running, this.verifier.stop()]);
    await this.upkeep.stop();
    this.file.close();
    this.turn('ended', null);
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.follow(signal);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof UnknownEvent || error instanceof LedgerMismatch) {
          this.stopFor(reason);
          return;
        }
        this.turn('retrying', reason);
      } finally {
        this.place = this.session?.place ?? this.place;
        this.session = null;
      }
      await this.rest(signal);
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { store } = this.parts;
    const ledger = await ledgerOf(store);
    if (!ledger) {
      this.turn('waiting', 'the store holds no ledger yet');
      return;
    }
    const here = { ledgerId: ledger.ledgerId, storeId: await store.storeId() };
    await refuseOtherHistory(store, this.file.seen.last(), here);
    const progress = () => this.progressed();
    this.session = new FoldSession({
      store,
      file: this.file,
      router: this.router,
      ledger: here,
      clock: this.clock,
      progress,
    });
    await this.session.run(signal);
  }

  private progressed(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    if (this.state === 'following') this.parts.onProgress?.();
    else this.turn('following', null);
    this.upkeep.committed();
  }

  private stopFor(reason: string): void {
    this.turn('stopped', reason);
    this.file.checkpoints.stopped(reason);
    this.parts.onProgress?.();
  }

  private turn(state: ProjectorState, reason: string | null): void {
    if (state !== this.state) this.since = this.clock.now();
    this.state = state;
    this.reason = reason;
    this.parts.onProgress?.();
  }

  private async rest(signal: AbortSignal): Promise<void> {
    await pause(this.pauseMs, undefined, { signal }).catch(() => undefined);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      try {
        this.session?.look();
        this.watch(await this.parts.store.head());
      } catch (error) {
        if (this.state === 'following') this.turn('retrying', (error as Error).message);
      }
    }
  }

  private watch(head: bigint | null): void {
    const reached = this.session?.place?.position ?? null;
    const ms = this.watchdog.look(head, reached, performance.now());
    if (ms === null) this.behindSince = null;
    else this.behindSince ??= new Date(Date.parse(this.clock.now()) - ms).toISOString();
  }
}
