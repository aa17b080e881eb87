import type { DispatchedCommand, DispatchOutcome } from '../dispatched-command.js';
import type { EngineStatus } from '../status.js';

/** What the processes' thread is started with. */
export interface ProcessOrder<StoreOptions> {
  /** Path of the processes' file. */
  readonly file: string;
  /** What the app's own `openStore` needs. */
  readonly store: StoreOptions;
  /** The instant a driven clock stands at; null where time is real. */
  readonly drivenNow: string | null;
}

export type ToProcesses =
  /** Handlers are there (or go): commands may be sent (or not). */
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** The driven clock stands here; to be answered when everything due by then is done. */
  | { readonly kind: 'settle'; readonly id: number; readonly now: string }
  | { readonly kind: 'outcome'; readonly id: string; readonly outcome: DispatchOutcome }
  | { readonly kind: 'stop' };

export type FromProcesses =
  | { readonly kind: 'ready'; readonly status: EngineStatus }
  /** It could not start, or cannot go on. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** After changes, and once a second. */
  | { readonly kind: 'progress'; readonly status: EngineStatus }
  | { readonly kind: 'dispatch'; readonly command: DispatchedCommand }
  | { readonly kind: 'closed' }
  | { readonly kind: 'settled'; readonly id: number };
