import type { Checkpoint } from '#platform/event-store';

/**
 * `folding`: caught up beside the serving one. `active`: serves. `parked`: stands still with a reason. `retired`:
 * another generation took its place.
 */
export type GenerationState = 'folding' | 'active' | 'parked' | 'retired';

/** How far one generation of a projection's rows goes, and whether it serves. */
export interface StoredCheckpoint extends Checkpoint {
  readonly projection: string;
  readonly generation: number;
  readonly version: number;
  /** Ledger events it was fed. */
  readonly handled: number;
  readonly state: GenerationState;
  /** Why it is parked, or why its reader stopped. */
  readonly reason: string | null;
}

/** A projection's checkpoint is not where its reader left it: somebody else folds it, too. Nothing was written. */
export class CheckpointLost extends Error {
  override readonly name = 'CheckpointLost';
  constructor(readonly held: StoredCheckpoint) {
    super(
      `the checkpoint of ${held.projection} (generation ${held.generation}) is no longer ${held.state} at ordinal ` +
        `${held.ordinal}: another reader took over`,
    );
  }
}

/** What serves of a projection and what is being folded to take its place. */
export interface Generations {
  readonly serving: StoredCheckpoint | null;
  readonly beside: StoredCheckpoint | null;
}

/** Serving is the active one; without one, the newest parked one that nothing newer is beside. */
export function generationsOf(checkpoints: readonly StoredCheckpoint[], projection: string): Generations {
  const alive = checkpoints
    .filter((checkpoint) => checkpoint.projection === projection && checkpoint.state !== 'retired')
    .sort((a, b) => b.generation - a.generation);
  const [newest = null] = alive;
  const active = alive.find(({ state }) => state === 'active');
  if (active) return { serving: active, beside: newest === active ? null : newest };
  const folding = newest?.state === 'folding' ? newest : null;
  return { serving: alive.find(({ state }) => state === 'parked') ?? null, beside: folding };
}
