import { DomainRejection } from '#platform/event-sourcing';
import { UnknownEvent } from './codec.js';
import {
  CommandAbandoned,
  ConcurrencyConflict,
  EventStoreOverloaded,
  EventStoreUnavailable,
} from './errors.js';
import { RequestReused, StaleRevision } from './receipt.js';

/**
 * What became of a command. `done`: events were appended. `unchanged`: its result was there already. `repeated`: it
 * was done before. `refused`: by a rule, or by a fact that does not hold. `stale`: If-Match named another revision.
 * `lost`: other writers were faster every time. `unavailable`: the store, or a stream that only a newer build can read.
 * `abandoned`: whoever asked was answered before it could be written. `failed`: nobody foresaw it.
 */
export type CommandOutcome =
  'done' | 'unchanged' | 'repeated' | 'refused' | 'stale' | 'lost' | 'unavailable' | 'abandoned' | 'failed';

/** One execution that has come to its end. */
export interface ExecutedCommand {
  readonly type: string;
  readonly outcome: CommandOutcome;
  readonly seconds: number;
}

const UNAVAILABLE = [EventStoreUnavailable, EventStoreOverloaded, UnknownEvent];

/** What an execution that threw came to. */
export function outcomeOf(error: unknown): CommandOutcome {
  if (error instanceof DomainRejection || error instanceof RequestReused) return 'refused';
  if (error instanceof StaleRevision) return 'stale';
  if (error instanceof ConcurrencyConflict) return 'lost';
  if (error instanceof CommandAbandoned) return 'abandoned';
  if (UNAVAILABLE.some((kind) => error instanceof kind)) return 'unavailable';
  return isRefusal(error) ? 'refused' : 'failed';
}

/** Facts refuse with problems of the edge, which carry a code as a rejection does; errors of Node shout theirs. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[a-z-]+$/.test(error.code);
