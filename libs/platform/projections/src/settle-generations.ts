import type { Clock } from '#platform/values';
import { putBack, recordNotCompared } from './activate.js';
import type { StoredCheckpoint } from './checkpoints.js';
import { planGenerations, type LedgerHere } from './plan.js';
import type { EventRouter } from './routing.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';

export interface SettledBefore {
  readonly file: ReadModelFile;
  readonly router: EventRouter;
  readonly ledger: LedgerHere;
  readonly clock: Clock;
}

/**
 * Makes the stored generations what this build needs before it reads, and answers those that serve: what another
 * version began is dropped, rows of this version that were kept are put back, what is missing is begun, and what
 * cannot be true is folded anew. Decisions up to the revision that `settledOf` answers do not concern these. Throws
 * LedgerMismatch.
 */
export function settleGenerations(
  { file, router, ledger, clock }: SettledBefore,
  settledOf: (projection: string) => number,
): readonly StoredCheckpoint[] {
  return file.transact(() => {
    const untrue = giveUpUntrue(file);
    const plan = planGenerations(router.projections, file.checkpoints.all(), ledger);
    for (const abandoned of plan.drop) file.drop(abandoned);
    const back = plan.putBack.map(({ serving, kept }) =>
      putBack(file, serving, kept, { heard: settledOf(kept.projection), at: clock.now() }),
    );
    for (const projection of plan.create) {
      const begun = file.addGeneration(projection, { ...ledger, heard: settledOf(projection.name) });
      const before = untrue.find(({ projection: name }) => name === begun.projection);
      if (before) recordNotCompared(file, before, begun, clock.now(), UNTRUE);
    }
    file.checkpoints.stopped(null);
    return [...plan.follow, ...back];
  });
}

const UNTRUE =
  'its checkpoint said that it was not caught up, which it was: somebody changed it, and it is folded anew';

/** Boards are made when a generation begins to serve: with them, it is none that is still to be caught up. */
function giveUpUntrue(file: ReadModelFile): readonly StoredCheckpoint[] {
  const untrue = file.checkpoints.all().filter((held) => held.state === 'folding' && file.wasRead(held));
  for (const held of untrue) file.checkpoints.move(held, { ...held, state: 'retired', reason: UNTRUE });
  return untrue;
}
