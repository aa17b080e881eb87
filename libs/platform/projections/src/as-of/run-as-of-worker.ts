import { parentPort, workerData } from 'node:worker_threads';
import type { EventReader } from '#platform/event-store';
import { measureThisThread } from '#platform/threads';
import type { ContextDefinition } from '../context-definition.js';
import type { AsOfPlace, KnownThen } from './as-of-place.js';
import { foldAsOf } from './fold-as-of.js';

/** What a thread that folds up to a place is started with. */
export interface AsOfOrder<StoreOptions> {
  readonly projections: readonly string[];
  readonly place: AsOfPlace;
  readonly file: string;
  /** What the app's own `openStore` needs. */
  readonly store: StoreOptions;
}

export type FromAsOf =
  | { readonly kind: 'progress'; readonly ordinal: number; readonly folded: number }
  | ({ readonly kind: 'ready' } & KnownThen)
  | { readonly kind: 'failed'; readonly reason: string };

/** The whole of an app's worker file: folds what it is ordered to, says how it ended, and ends. */
export function runAsOfWorker(
  definitions: readonly ContextDefinition[],
  openStore: (options: never) => Promise<EventReader>,
): void {
  if (!parentPort) throw new Error('the worker runs in a worker thread only');
  const port = parentPort;
  const tell = (message: FromAsOf): void => port.postMessage(message);
  const endMeasuring = measureThisThread('as-of');
  fold(definitions, openStore, tell)
    .catch((error: unknown) =>
      tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    )
    .finally(() => {
      endMeasuring();
      port.close();
    });
}

async function fold(
  definitions: readonly ContextDefinition[],
  openStore: (options: never) => Promise<EventReader>,
  tell: (message: FromAsOf) => void,
): Promise<void> {
  const { store: options, ...order } = workerData as AsOfOrder<never>;
  const store = await openStore(options);
  try {
    const onProgress = (ordinal: number, folded: number): void => tell({ kind: 'progress', ordinal, folded });
    tell({ kind: 'ready', ...(await foldAsOf({ ...order, definitions, store, onProgress })) });
  } finally {
    await store.close();
  }
}
