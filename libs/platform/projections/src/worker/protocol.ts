import type { TracingOptions } from '#platform/tracing';
import type { ProjectorStatus } from '../projector-status.js';

/** What the projector's thread is started with. */
export interface ProjectorOrder<StoreOptions> {
  /** Whose projections are folded. */
  readonly shard: string;
  /** Path of the read-model file. */
  readonly file: string;
  /** What the app's own `openStore` needs. */
  readonly store: StoreOptions;
  /** Where its spans go; none are recorded without it. */
  readonly tracing?: TracingOptions;
}

export type ToProjector =
  /** Something was appended: look at once. */
  { readonly kind: 'poke' } | { readonly kind: 'stop' };

export type FromProjector =
  | { readonly kind: 'ready'; readonly status: ProjectorStatus }
  /** It could not start. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** After each commit and change of state, and once a second. */
  | { readonly kind: 'progress'; readonly status: ProjectorStatus };
