import type { Clock } from '#platform/values';
import { putBack } from './activate.js';
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
 * version began is dropped, rows of this version that were kept are put back, what is missing is begun. Decisions up
 * to the revision that `settledOf` answers do not concern these. Throws LedgerMismatch.
 */
export function settleGenerations(
  { file, router, ledger, clock }: SettledBefore,
  settledOf: (projection: string) => number,
): readonly StoredCheckpoint[] {
  return file.transact(() => {
    const plan = planGenerations(router.projections, file.checkpoints.all(), ledger);
    for (const abandoned of plan.drop) file.drop(abandoned);
    const back = plan.putBack.map(({ serving, kept }) =>
      putBack(file, serving, kept, { heard: settledOf(kept.projection), at: clock.now() }),
    );
    for (const projection of plan.create)
      file.addGeneration(projection, { ...ledger, heard: settledOf(projection.name) });
    file.checkpoints.stopped(null);
    return [...plan.follow, ...back];
  });
}
