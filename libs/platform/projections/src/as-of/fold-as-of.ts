import { countEntries, type EventReader, ledgerOf, recordedAtIn } from '#platform/event-store';
import { BoundedFold } from '../bounded-fold.js';
import type { ContextDefinition } from '../context-definition.js';
import { Decisions } from '../control/decisions.js';
import { ProjectionRun } from '../fold.js';
import { LedgerMismatch } from '../plan.js';
import { EventRouter } from '../routing.js';
import { ReadModelFile } from '../sqlite/read-model-file.js';
import type { AsOfPlace, KnownThen } from './as-of-place.js';

const PAGE = 1_000;

export interface AsOfFold {
  readonly definitions: readonly ContextDefinition[];
  /** Names of what is folded. */
  readonly projections: readonly string[];
  readonly store: EventReader;
  /** Path of a file that is not there yet. */
  readonly file: string;
  readonly place: AsOfPlace;
  /** Where the place is and how far the fold is. */
  readonly onProgress: (ordinal: number, folded: number) => void;
}

/**
 * Folds projections from nothing up to a place, into a read-model file of their own, and answers what it came to. Throws when one of them cannot be folded, LedgerMismatch where the ledger ends before, and the
 * store's errors.
 */
export async function foldAsOf(parts: AsOfFold): Promise<KnownThen> {
  const { definitions, store, onProgress } = parts;
  const identity = await ledgerOf(store);
  if (!identity) throw new LedgerMismatch('the store holds no ledger');
  const ledger = { ledgerId: identity.ledgerId, storeId: await store.storeId() };
  const known = await knownAt(store, parts.place);
  const { ordinal } = known;
  const router = new EventRouter(definitions, (context) =>
    context.projections.filter(({ name }) => parts.projections.includes(name)),
  );
  const file = ReadModelFile.open(parts.file);
  try {
    const runs: ProjectionRun[] = [];
    for (const projection of router.projections) {
      const checkpoint = file.transact(() => file.addGeneration(projection, ledger));
      const run = new ProjectionRun(projection, checkpoint, file.rows(projection, checkpoint));
      const decisions = new Decisions(projection.name);
      await decisions.refresh(store);
      run.skips = decisions;
      runs.push(run);
    }
    onProgress(ordinal, -1);
    const fold = new BoundedFold(store, file, router, ledger, (folded) => onProgress(ordinal, folded));
    await fold.fold(runs, () => ordinal);
    for (const { projection, checkpoint, parked } of runs) {
      if (parked) throw new Error(`${projection.name} cannot be folded: ${checkpoint.reason}`);
      file.transact(() => file.activate(projection, checkpoint));
    }
    return known;
  } finally {
    file.close();
  }
}

/**
 * An event has the instant of its request, and of requests under way at once the later may be stored first: what was
 * known ends before the first event that is later. An ordinal beyond the ledger is answered as it is.
 */
async function knownAt(store: EventReader, place: AsOfPlace): Promise<KnownThen> {
  let known: KnownThen = { ordinal: -1, recordedAt: '' };
  let after: bigint | null = null;
  for (;;) {
    const page = await store.readAll({ after, limit: PAGE });
    for (const { ordinal, recorded } of countEntries(page.events, known.ordinal)) {
      const recordedAt = recordedAtIn(recorded.metadata);
      if ('ordinal' in place ? ordinal > place.ordinal : recordedAt > place.instant) return known;
      known = { ordinal, recordedAt };
    }
    if (page.end) return { ...known, ...('ordinal' in place && place) };
    after = page.next;
  }
}
