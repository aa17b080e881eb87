import { countEntries, type EventReader, ledgerOf } from '#platform/event-store';
import { BoundedFold } from '../bounded-fold.js';
import type { ContextDefinition } from '../context-definition.js';
import { Decisions } from '../control/decisions.js';
import { ProjectionRun } from '../fold.js';
import { LedgerMismatch } from '../plan.js';
import { EventRouter } from '../routing.js';
import { ReadModelFile } from '../sqlite/read-model-file.js';
import type { AsOfPlace } from './as-of-place.js';

const PAGE = 1_000;
const RECORDED_AT = /"recordedAt":"([^"]+)"/;

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
 * Folds projections from nothing up to a place, into a read-model file of their own, and answers the ordinal of the
 * last event folded. Throws when one of them cannot be folded, LedgerMismatch where the ledger ends before, and the
 * store's errors.
 */
export async function foldAsOf(parts: AsOfFold): Promise<number> {
  const { definitions, store, onProgress } = parts;
  const identity = await ledgerOf(store);
  if (!identity) throw new LedgerMismatch('the store holds no ledger');
  const ledger = { ledgerId: identity.ledgerId, storeId: await store.storeId() };
  const ordinal = await ordinalAt(store, parts.place);
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
    return ordinal;
  } finally {
    file.close();
  }
}

/**
 * Ordinal of the last event known then; -1 before the first. An event has the instant of its request, and of requests
 * under way at once the later may be stored first: what was known ends before the first event that is later.
 */
async function ordinalAt(store: EventReader, place: AsOfPlace): Promise<number> {
  if ('ordinal' in place) return place.ordinal;
  let ordinal = -1;
  let after: bigint | null = null;
  for (;;) {
    const page = await store.readAll({ after, limit: PAGE });
    for (const { recorded } of countEntries(page.events, ordinal)) {
      const recordedAt = RECORDED_AT.exec(Buffer.from(recorded.metadata).toString())?.[1];
      if (recordedAt !== undefined && recordedAt > place.instant) return ordinal;
      ordinal++;
    }
    if (page.end) return ordinal;
    after = page.next;
  }
}
