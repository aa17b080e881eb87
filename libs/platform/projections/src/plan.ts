import type { Checkpoint } from '#platform/event-store';
import { generationsOf, keptOf, type StoredCheckpoint } from './checkpoints.js';
import type { AnyProjection } from './projection.js';

/** The ledger as a store holds it now. */
export type LedgerHere = Pick<Checkpoint, 'ledgerId' | 'storeId'>;

/** The rows were folded from another ledger, or from more of this one than the store holds. Nothing is folded. */
export class LedgerMismatch extends Error {
  override readonly name = 'LedgerMismatch';
}

export interface FoldPlan {
  /** Serving, with today's version: to be kept up to date. */
  readonly follow: readonly StoredCheckpoint[];
  /** To be caught up beside. */
  readonly beside: readonly StoredCheckpoint[];
  /** Begun for a version that is not today's. */
  readonly drop: readonly StoredCheckpoint[];
  /** Rows of today's version were kept when another version took their place: they go on. */
  readonly putBack: readonly { readonly serving: StoredCheckpoint; readonly kept: StoredCheckpoint }[];
  /** Nothing of today's version is there: a generation is to be folded from zero. */
  readonly create: readonly AnyProjection[];
}

/** What to do with the generations that are stored, given the projections of this build. Throws {@link LedgerMismatch}. */
export function planGenerations(
  projections: readonly AnyProjection[],
  stored: readonly StoredCheckpoint[],
  { ledgerId }: LedgerHere,
): FoldPlan {
  const plan = {
    follow: [] as StoredCheckpoint[],
    beside: [] as StoredCheckpoint[],
    drop: [] as StoredCheckpoint[],
    putBack: [] as { serving: StoredCheckpoint; kept: StoredCheckpoint }[],
    create: [] as AnyProjection[],
  };
  for (const projection of projections) {
    const { serving, beside } = generationsOf(stored, projection.name);
    for (const held of [serving, beside])
      if (held && held.ledgerId !== ledgerId)
        throw new LedgerMismatch(
          `the rows of ${projection.name} were folded from ledger ${held.ledgerId}, the store holds ${ledgerId}`,
        );
    if (serving?.state === 'active' && serving.version === projection.version) plan.follow.push(serving);
    if (beside && beside.version !== projection.version) plan.drop.push(beside);
    else if (beside?.state === 'folding') plan.beside.push(beside);
    const isThere = [serving, beside].some((held) => held?.version === projection.version);
    if (isThere) continue;
    const kept = keptOf(stored, projection);
    if (serving && kept?.ledgerId === ledgerId) plan.putBack.push({ serving, kept });
    else plan.create.push(projection);
  }
  return plan;
}

/**
 * Where one reader for all of these has to start: at the one least far. Positions of another store mean nothing
 * here, so a history that moved is counted from its start.
 */
export function startOf(
  checkpoints: readonly StoredCheckpoint[],
  { ledgerId, storeId }: LedgerHere,
): Checkpoint {
  const start: Checkpoint = { ledgerId, storeId, ordinal: -1, position: null };
  if (checkpoints.length === 0 || checkpoints.some((held) => held.storeId !== storeId)) return start;
  const { ordinal, position } = checkpoints.reduce((least, held) =>
    held.ordinal < least.ordinal ? held : least,
  );
  return { ...start, ordinal, position };
}

/** Events a generation may lie behind the first and still be read with it. */
const FAR = 20_000;

/** Those that stand far behind are caught up apart, so that the others need not wait for them. */
export function byDistance(checkpoints: readonly StoredCheckpoint[]) {
  const first = Math.max(...checkpoints.map(({ ordinal }) => ordinal));
  const isNear = ({ ordinal }: StoredCheckpoint): boolean => first - ordinal <= FAR;
  return { near: checkpoints.filter(isNear), far: checkpoints.filter((each) => !isNear(each)) };
}
