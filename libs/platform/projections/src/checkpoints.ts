import type { Checkpoint } from '#platform/event-store';
import type { Counted } from './event-counts.js';
import type { ParkedKey } from './parked-keys.js';

/**
 * `folding`: caught up beside the serving one. `active`: serves. `parked`: stands still with a reason. `retired`:
 * another generation took its place.
 */
export type GenerationState = 'folding' | 'active' | 'parked' | 'retired';

/** How far one generation of a projection's rows goes, what it was fed, and whether it serves. */
export interface StoredCheckpoint extends Checkpoint, Counted {
  readonly projection: string;
  readonly generation: number;
  readonly version: number;
  readonly state: GenerationState;
  /** Why it is parked, or why its reader stopped. */
  readonly reason: string | null;
  readonly parkedKeys: readonly ParkedKey[];
  /** Revision of the last decision of an operator about the projection that was acted on; -1 before the first. */
  readonly heard: number;
  /** Rows it has, as they were written: so many have to lie in the file. */
  readonly rows: number;
}

/** Where the ledger was just before the event at hand. */
export type LedgerPlace = Pick<Checkpoint, 'ordinal' | 'storeId' | 'position'>;

/** How a checkpoint has to move together with its rows. */
export interface CheckpointMove {
  readonly held: StoredCheckpoint;
  readonly next: StoredCheckpoint;
}

/** A checkpoint never goes back; in another store the same ordinal is a new place. */
export const isFurther = (to: LedgerPlace, held: LedgerPlace): boolean =>
  to.ordinal > held.ordinal ||
  (to.ordinal === held.ordinal &&
    (to.storeId !== held.storeId || (to.position ?? -1n) > (held.position ?? -1n)));

/** A checkpoint at another place, with what was fed up to there; parked there when there is a reason. */
export function movedTo(
  held: StoredCheckpoint,
  { ordinal, position, storeId }: LedgerPlace,
  fed: Counted & Pick<StoredCheckpoint, 'parkedKeys' | 'heard' | 'rows'>,
  parkedFor: string | null,
): StoredCheckpoint {
  const next = { ...held, ordinal, position, storeId, ...fed };
  return parkedFor === null ? next : { ...next, state: 'parked', reason: parkedFor };
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

/** One of those held by a reader whose generation is in another state in the file, or gone: also where nothing is written, somebody else took over. */
export const otherwiseStored = (
  held: readonly StoredCheckpoint[],
  stored: readonly StoredCheckpoint[],
): StoredCheckpoint | null =>
  held.find(
    ({ projection, generation, state }) =>
      stored.find((each) => each.projection === projection && each.generation === generation)?.state !==
      state,
  ) ?? null;

/** The generation that served before and can serve again: of this build's version, and not parked when it was left. */
export const keptOf = (
  checkpoints: readonly StoredCheckpoint[],
  { name, version }: { readonly name: string; readonly version: number },
): StoredCheckpoint | null =>
  checkpoints.find(
    (held) =>
      held.projection === name &&
      held.version === version &&
      held.state === 'retired' &&
      held.reason === null,
  ) ?? null;

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
