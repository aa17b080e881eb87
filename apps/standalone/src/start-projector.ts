import type { EventStore } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import type { ProjectorThreads, ShardedReadModels } from '#platform/projections';
import type { Opened } from '#platform/runtime';
import { startProjectorThreads } from '../../projector/src/start-threads.js';

export interface ProjectorSurroundings {
  readonly config: Configuration;
  readonly store: EventStore;
  readonly readModels: ShardedReadModels;
}

/** Starts the projector's threads: they look when this process commits, and whoever waits for rows looks when they do. */
export async function startProjector(
  { config, store, readModels }: ProjectorSurroundings,
  opened: Opened,
): Promise<ProjectorThreads> {
  const threads = await startProjectorThreads(config, () => readModels.poke());
  opened.add(async () => {
    await threads.stop();
  });
  if (signalsCommits(store)) opened.add(store.onCommit(() => threads.poke()));
  return threads;
}

interface SignalsCommits {
  onCommit(listener: () => void): () => void;
}

const signalsCommits = (store: object): store is SignalsCommits => 'onCommit' in store;
