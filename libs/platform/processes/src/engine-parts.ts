import type { EventReader } from '#platform/event-store';
import type { ContextDefinition } from '#platform/projections';
import type { Clock } from '#platform/values';
import type { Dispatch } from './dispatched-command.js';
import type { Step } from './outbox-dispatcher.js';
import type { ContextProcesses } from './process.js';

export interface EngineParts {
  /** Of every context: what is stored, and what is published of it. */
  readonly definitions: readonly ContextDefinition[];
  readonly processes: readonly ContextProcesses[];
  readonly store: EventReader & { poke?(): void };
  /** Path of the processes' file; created when missing. */
  readonly file: string;
  readonly dispatch: Dispatch;
  /** What timers go by. */
  readonly clock: Clock;
  /** Caught up, it looks this often at most; 0 looks after every commit. */
  readonly paceMs?: number;
  /** After each change; must not throw. */
  readonly onProgress?: () => void;
  /** For tests that end the process there. */
  readonly onStep?: (step: Step | 'reacted' | 'fired') => void;
}
