import { systemClock } from '#platform/values';
import type { Dispatch, DispatchedCommand, DispatchOutcome } from './dispatched-command.js';
import type { OutboxTable, WaitingCommand } from './sqlite/outbox-table.js';

/** Commands on their way at once. */
export const MOST_IN_FLIGHT = 8;
const MOST_ATTEMPTS = 40;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;

/** Of the system, whatever clock the ledger goes by: pauses are real. */
const nowMs = (): number => Date.parse(systemClock.now());

/** Where a test may end the process; called right before the step's effect could be lost. */
export type Step = 'dispatching' | 'dispatched' | 'marked';

export interface DispatcherParts {
  readonly outbox: OutboxTable;
  readonly dispatch: Dispatch;
  /** Instant, for what is parked. */
  readonly now: () => string;
  /** Something changed in the outbox. */
  readonly changed: () => void;
  /** The file cannot be read or written; what is in it is sent again at the next {@link OutboxDispatcher.pump}. */
  readonly failed: (error: unknown) => void;
  readonly onStep?: (step: Step) => void;
}

/**
 * Sends what the outbox holds, a bounded number at once, and marks what became of it. What was sent and not marked
 * is sent again: its id makes that harmless. After {@link MOST_ATTEMPTS} failures (about 17 minutes) a command is
 * parked as if it were refused.
 */
export class OutboxDispatcher {
  private readonly inFlight = new Map<string, Promise<void>>();
  private isOpen = false;
  /** Commands sent so far. */
  sent = 0;

  constructor(private readonly parts: DispatcherParts) {}

  /** From now on commands are sent. */
  open(): void {
    this.isOpen = true;
  }

  /** Sends no more; resolves when what was on its way has come back. */
  async close(): Promise<void> {
    this.isOpen = false;
    await Promise.all(this.inFlight.values());
  }

  /** Nothing is on its way and nothing could go now. */
  isIdle(): boolean {
    return this.inFlight.size === 0 && (!this.isOpen || this.parts.outbox.next(nowMs(), 1).length === 0);
  }

  /** Sends what may go now. */
  pump(): void {
    if (!this.isOpen || this.inFlight.size >= MOST_IN_FLIGHT) return;
    for (const waiting of this.parts.outbox.next(nowMs(), MOST_IN_FLIGHT)) {
      if (this.inFlight.size >= MOST_IN_FLIGHT) return;
      const { id } = waiting.command;
      if (!this.inFlight.has(id)) this.inFlight.set(id, this.send(waiting));
    }
  }

  private async send({ command, attempts }: WaitingCommand): Promise<void> {
    const { dispatch, onStep, changed, failed } = this.parts;
    this.sent++;
    onStep?.('dispatching');
    const outcome = await dispatch(command);
    this.inFlight.delete(command.id);
    try {
      onStep?.('dispatched');
      this.mark(command, attempts, outcome);
      onStep?.('marked');
      this.pump();
      changed();
    } catch (error) {
      failed(error);
    }
  }

  private mark({ id }: DispatchedCommand, attempts: number, outcome: DispatchOutcome): void {
    const { outbox, now } = this.parts;
    if (outcome.kind === 'done') outbox.remove(id);
    else if (outcome.kind === 'refused') outbox.park(id, now(), outcome.reason);
    else if (attempts + 1 >= MOST_ATTEMPTS)
      outbox.park(id, now(), `failed ${MOST_ATTEMPTS} times: ${outcome.reason}`);
    else outbox.failed(id, nowMs() + Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS));
  }
}
