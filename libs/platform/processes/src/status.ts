/** A command that was refused and waits for somebody to decide: retry or skip. */
export interface ParkedCommand {
  /** Id of the command. */
  readonly id: string;
  readonly key: string;
  readonly command: string;
  /** Code of the refusal, or what went wrong. */
  readonly reason: string;
  /** Instant it was parked. */
  readonly since: string;
}

export interface ProcessStatus {
  readonly name: string;
  readonly version: number;
  /** `parked`: it threw on an event and stands before it, until it is retried or started anew. */
  readonly state: 'active' | 'parked';
  readonly reason: string | null;
  /** Ordinal of the last event it has taken in; -1 before the first. */
  readonly ordinal: number;
  /** Nothing at or before this ordinal is acted upon; null while it is being installed. */
  readonly fence: number | null;
  /** Commands that wait to be done, and those that were refused. */
  readonly outbox: { readonly open: number; readonly parked: number };
  readonly timers: { readonly pending: number; readonly nextDueAt: string | null };
  /** The oldest refused commands, 200 at most. */
  readonly parked: readonly ParkedCommand[];
}

/**
 * `starting`: not yet at work. `standby`: another process leads. `waiting`: the store holds no ledger yet.
 * `following`: at work. `retrying`: the last attempt failed and is repeated with back-off. `stopped`: it cannot go
 * on without somebody. `silent`: its thread has not been heard of. `ended`: told to stop, or dead when there is a
 * reason.
 */
export type EngineState =
  'starting' | 'standby' | 'waiting' | 'following' | 'retrying' | 'stopped' | 'silent' | 'ended';

export interface EngineStatus {
  readonly state: EngineState;
  /** Instant of the last change of state. */
  readonly since: string;
  readonly reason: string | null;
  /** Ordinal of the last event read; null before. */
  readonly ordinal: number | null;
  /** Instant since when the store's head lies past a place that stands still; null when all is well. */
  readonly behindSince: string | null;
  readonly processes: readonly ProcessStatus[];
}

/**
 * Events of the ledger that a process has not taken in. `reached`: an ordinal others have read up to; a thread that
 * stands still or hangs does not tell by itself how far it is behind.
 */
export function lagOf({ state, ordinal }: EngineStatus, process: ProcessStatus, reached: number): number {
  // Who stands by is not behind: somebody else leads, and measures.
  return state === 'standby' ? 0 : Math.max(0, (ordinal ?? -1) - process.ordinal, reached - process.ordinal);
}

/** Why deadlines and reactions do not happen, null while they do. Somebody else leading is well. */
export function engineFault({ state, reason, behindSince }: EngineStatus): string | null {
  if (behindSince !== null) return `behind since ${behindSince}`;
  return state === 'following' || state === 'standby' ? null : (reason ?? state);
}

/** What waits for somebody to decide, null when nothing does. */
export function parkedFault({ processes }: EngineStatus): string | null {
  const faults = processes.flatMap(({ name, state, reason, outbox, parked }) => [
    ...(state === 'parked' ? [`${name} is parked: ${reason}`] : []),
    ...(outbox.parked > 0
      ? [`${name} has ${outbox.parked} refused commands, the first for ${parked[0]?.reason}`]
      : []),
  ]);
  return faults.length === 0 ? null : faults.join('; ');
}
