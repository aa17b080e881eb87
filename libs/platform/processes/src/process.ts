import type { Command, CommandContext } from '#platform/event-sourcing';
import type { ContextDefinition, ProjectionEvent } from '#platform/projections';

/** An event as processes see it: their own context's domain event, or another context's contract. */
export type ProcessEvent<Type extends string = string, Data extends object = object> = ProjectionEvent<
  Type,
  Data
>;

/** A command's class: its name is what is stored, its literal `type` is the same word. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential: each class is consistent in itself
export type CommandClass = new (data: any, context: CommandContext) => Command<object>;

/** A command a process wants sent. Its id derives from what caused it, so that it is never done twice. */
export interface IntendedCommand {
  readonly command: CommandClass;
  readonly data: object;
  /** Written to the events' metadata, where somebody has to be told why. */
  readonly reason?: string;
}

/** When to wake: at an instant (ISO-8601 UTC), or when a day (`YYYY-MM-DD`) is over in Asia/Shanghai. */
export type TimerWish = { readonly at: string } | { readonly endOf: string };

/** A timer that has come due. */
export interface DueTimer {
  /** Instant it was due, also when it fires late. */
  readonly dueAt: string;
  /** The day that is over, where one was waited for. */
  readonly endOf?: string;
}

export interface Reaction<State extends object> {
  /** null: nothing is to be remembered of this key. */
  readonly state: State | null;
  readonly commands?: readonly IntendedCommand[];
  /** Of one key and instant there is one timer. It fires even when nothing is left to do: `onTimer` decides. */
  readonly timers?: readonly TimerWish[];
}

/**
 * A process as a value: what is to be done by itself because something happened, or because time passed. Pure.
 * `handles` names domain event types of the own context and contract types of others. State is folded from events
 * alone: what `onTimer` answers of it is kept, and lost when the process is folded anew, so what matters afterwards
 * comes back as an event. Events from before its installation are folded and never acted upon; of their timers
 * those count that come due after the last of them.
 */
export interface Process<State extends object = object, E extends ProcessEvent = ProcessEvent> {
  readonly name: string;
  /** Raised when the state of the same events would differ: it is folded anew, in silence. */
  readonly version: number;
  readonly handles: readonly E['type'][];
  /** Everything it may send. */
  readonly sends: readonly CommandClass[];
  /** What an event is about; null passes it over. */
  keyOf(event: E): string | null;
  react(state: State | null, event: E): Reaction<State>;
  onTimer(state: State | null, timer: DueTimer, key: string): Reaction<State>;
}

/** A process whose state and event types are put aside, as lists hold it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential: each value is consistent in itself
export type AnyProcess = Process<any, any>;

/** The processes of one context. */
export interface ContextProcesses {
  readonly context: ContextDefinition;
  readonly processes: readonly AnyProcess[];
}

/** Every command class these processes may send, each once. */
export const commandsOf = (contexts: readonly ContextProcesses[]): readonly CommandClass[] => [
  ...new Set(contexts.flatMap(({ processes }) => processes.flatMap(({ sends }) => sends))),
];
