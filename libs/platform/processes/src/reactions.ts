import type { RoutedEntry } from '#platform/projections';
import { derivedId, endOfShanghaiDay } from '#platform/values';
import type { OutboxEvent } from './outbox.events.js';
import type { AnyProcess, DueTimer, ProcessEvent, Reaction, TimerWish } from './process.js';
import { isDecisionAbout } from './routing.js';
import type { ProcessFile } from './sqlite/process-file.js';
import type { StoredTimer } from './sqlite/timer-table.js';

/** What a reaction follows from: an event, or a timer that an event set. */
interface Cause {
  readonly key: string;
  /** What command ids derive from. */
  readonly id: string;
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent?: string;
  /** How many commands the same cause has led to before. */
  readonly before: number;
  /** Of an event from before the installation: nothing is sent, and its timers are provisional. */
  readonly isSilent: boolean;
}

/** The process itself failed: on what it was given it would fail again. */
export class ReactionFailure extends Error {
  override readonly name = 'ReactionFailure';
}

/** What one process does about an entry or a timer, written to its file. To be called in a transaction. */
export class Reactions {
  constructor(
    private readonly file: ProcessFile,
    private readonly process: AnyProcess,
  ) {}

  concerns({ events, broken }: RoutedEntry): boolean {
    return (
      events.some((event) => this.handles(event.type) || isDecisionAbout(this.process, event)) ||
      this.isCutOff(broken)
    );
  }

  /** An entry from before the installation is silent. Throws {@link ReactionFailure}. */
  onEntry({ events, broken }: RoutedEntry, isSilent: boolean): void {
    if (this.isCutOff(broken)) throw new ReactionFailure(broken?.error.message, { cause: broken?.error });
    let before = 0;
    for (const event of events) {
      if (isDecisionAbout(this.process, event)) this.onDecision(event);
      else if (this.handles(event.type)) before += this.onEvent(event, isSilent, before);
    }
  }

  /** Nothing where the timer is gone: somebody else fired it. Throws {@link ReactionFailure}. */
  onTimer(stored: StoredTimer): void {
    const { id, key, dueAt, endOf, causationId, correlationId, traceparent } = stored;
    if (!this.file.timers.take(id)) return;
    const state = this.file.processes.state(this.process.name, key);
    const timer: DueTimer = endOf === null ? { dueAt } : { dueAt, endOf };
    const reaction = guarded(() => this.process.onTimer(state, timer, key) as Reaction<object>);
    // A timer may be set again after it has fired: what it leads to then is something else.
    const cause = { key, id: derivedId(id, causationId), causationId, correlationId, traceparent };
    this.carryOut(reaction, { ...cause, before: 0, isSilent: false });
  }

  private handles(type: string): boolean {
    return (this.process.handles as readonly string[]).includes(type);
  }

  /** Contracts it handles may be missing. */
  private isCutOff(broken: RoutedEntry['broken']): boolean {
    return broken?.contracts.some((type) => this.handles(type)) ?? false;
  }

  private onDecision({ type, data }: OutboxEvent): void {
    if (type === 'ProcessCommandSkipped') this.file.outbox.remove(data.commandId);
    else this.file.outbox.release(data.commandId);
  }

  /** Answers how many commands it led to. */
  private onEvent(event: ProcessEvent, isSilent: boolean, before: number): number {
    const key = guarded(() => this.process.keyOf(event));
    if (key === null) return 0;
    const state = this.file.processes.state(this.process.name, key);
    const reaction = guarded(() => this.process.react(state, event) as Reaction<object>);
    const { eventId: id, metadata } = event.at;
    const { correlationId, traceparent } = metadata;
    this.carryOut(reaction, { key, id, causationId: id, correlationId, traceparent, before, isSilent });
    return reaction.commands?.length ?? 0;
  }

  private carryOut({ state, commands = [], timers = [] }: Reaction<object>, cause: Cause): void {
    const { name, sends } = this.process;
    const { key, causationId, correlationId, traceparent, isSilent } = cause;
    const about = { process: name, key, causationId, correlationId, traceparent };
    this.file.processes.remember(name, key, state);
    for (const wish of timers) {
      const dueAt = dueAtOf(wish);
      const id = derivedId('process-timer', name, key, dueAt);
      const endOf = 'endOf' in wish ? wish.endOf : null;
      this.file.timers.set({ id, ...about, dueAt, endOf, isProvisional: isSilent });
    }
    if (isSilent) return;
    for (const [index, { command, data, reason }] of commands.entries()) {
      if (!sends.includes(command)) throw new ReactionFailure(`${command.name} is not among what it sends`);
      const id = derivedId('process-command', name, cause.id, cause.before + index);
      this.file.outbox.add({
        id,
        ...about,
        command: command.name,
        data,
        ...(reason !== undefined && { reason }),
      });
    }
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ReactionFailure(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function dueAtOf(wish: TimerWish): string {
  return guarded(() => ('at' in wish ? new Date(wish.at).toISOString() : endOfShanghaiDay(wish.endOf)));
}
