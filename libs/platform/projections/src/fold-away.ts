import { ledgerOf, type EventReader } from '#platform/event-store';
import { BatchFold } from './batch-fold.js';
import type { StoredCheckpoint } from './checkpoints.js';
import type { ContextDefinition } from './context-definition.js';
import { ProjectionRun } from './fold.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerMismatch, startOf } from './plan.js';
import { BULK, type Patience } from './patience.js';
import { EventRouter } from './routing.js';
import { ReadModelFile } from './sqlite/read-model-file.js';

/** Names a generation in the read-model file. */
export type GenerationName = Pick<StoredCheckpoint, 'projection' | 'generation'>;

/** Folds generations on another thread until they are caught up, or rejects; they stay as they are stored. */
export type Assist = (generations: readonly GenerationName[], signal: AbortSignal) => Promise<void>;

export interface FoldAwayParts {
  readonly definitions: readonly ContextDefinition[];
  readonly store: EventReader;
  readonly file: string;
  readonly generations: readonly GenerationName[];
  readonly patience?: Patience;
}

/**
 * Folds these generations from where they are stored until caught up, then leaves them to whoever asked: the
 * projector takes them up at their checkpoints. Throws what a reader throws.
 */
export async function foldAway({
  definitions,
  store,
  file,
  generations,
  patience = BULK,
}: FoldAwayParts): Promise<void> {
  const router = new EventRouter(definitions);
  const ledger = await ledgerOf(store);
  if (!ledger) throw new LedgerMismatch('the store holds no ledger');
  const here = { ledgerId: ledger.ledgerId, storeId: await store.storeId() };
  const models = ReadModelFile.open(file);
  try {
    const runs = models.checkpoints
      .all()
      .filter((held) => generations.some((name) => isSame(name, held)))
      .map((held) => runOf(router, models, held));
    const start = startOf(
      runs.map(({ checkpoint }) => checkpoint),
      here,
    );
    let isCaughtUp = false;
    const reader = new LedgerReader(store, new BatchFold(router, models, runs, start), {
      patience: () => patience,
      committed: () => undefined,
      caughtUp: () => (isCaughtUp = true),
      isDone: () => isCaughtUp,
    });
    await reader.run(new AbortController().signal);
  } finally {
    models.close();
  }
}

export function runOf(router: EventRouter, file: ReadModelFile, checkpoint: StoredCheckpoint): ProjectionRun {
  const projection = router.projections.find(({ name }) => name === checkpoint.projection);
  if (!projection) throw new Error(`no projection ${checkpoint.projection}`);
  return new ProjectionRun(projection, checkpoint, file.rows(projection, checkpoint));
}

export const isSame = (a: GenerationName, b: GenerationName): boolean =>
  a.projection === b.projection && a.generation === b.generation;
