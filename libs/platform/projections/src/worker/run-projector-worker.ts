import { constants, platform, setPriority } from 'node:os';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { EventReader } from '#platform/event-store';
import { measureThisThread } from '#platform/threads';
import { startTracing } from '#platform/tracing';
import type { ContextDefinition } from '../context-definition.js';
import { Projector } from '../projector.js';
import type { FromProjector, ProjectorOrder, ToProjector } from './protocol.js';

const BEAT_MS = 1_000;

/** A store to follow; `poke` makes its subscriptions look at once. */
export type FollowedStore = EventReader & { poke?(): void };

/**
 * The whole of an app's projector worker file: folds the projections of one shard on this thread until the main
 * side says stop. The worker opens the store by itself; parsed events never pass between threads.
 */
export function runProjectorWorker(
  definitionsOf: (shard: string) => readonly ContextDefinition[],
  openStore: (options: never) => Promise<FollowedStore>,
): void {
  if (!parentPort) throw new Error('the projector worker runs in a worker thread only');
  const port = parentPort;
  const order = workerData as ProjectorOrder<never>;
  work(port, order, definitionsOf(order.shard), openStore).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: 'failed', reason } satisfies FromProjector);
    port.close();
  });
}

async function work(
  port: MessagePort,
  order: ProjectorOrder<never>,
  definitions: readonly ContextDefinition[],
  openStore: (options: never) => Promise<FollowedStore>,
): Promise<void> {
  const tell = (message: FromProjector): void => {
    port.postMessage(message);
  };
  giveWay();
  const tracing = await startTracing(order.tracing, `projector-${order.shard}`);
  const endMeasuring = measureThisThread(`projector-${order.shard}`);
  const store = await openStore(order.store);
  const verifierStore = await openStore(order.store);
  const tellProgress = (): void => tell({ kind: 'progress', status: projector.status() });
  const { file } = order;
  const projector = new Projector({ definitions, store, verifierStore, file, onProgress: tellProgress });
  const beat = setInterval(tellProgress, BEAT_MS);
  const stop = async (): Promise<void> => {
    clearInterval(beat);
    await projector.stop();
    await Promise.all([store.close(), verifierStore.close()]);
    await tracing.close();
    endMeasuring();
    port.close();
  };
  port.on('message', (message: ToProjector) => {
    if (message.kind === 'poke') store.poke?.();
    else void stop();
  });
  projector.start();
  tell({ kind: 'ready', status: projector.status() });
}

/** Folding gives way to those who write and ask. On Linux a thread has a priority of its own, elsewhere only a process. */
function giveWay(): void {
  if (platform() === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
