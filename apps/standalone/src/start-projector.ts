import type { EventStore } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import type { HealthCheck } from '#platform/observability';
import {
  isProjectorReady,
  ProjectorThread,
  type ProjectorStatus,
  type SqliteReadModels,
} from '#platform/projections';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';
import type { FollowedStoreOptions } from '../../projector/src/projector.worker.js';

export interface ProjectorSurroundings {
  readonly config: Configuration;
  readonly store: EventStore;
  /** Path of the read-model file. */
  readonly file: string;
  readonly readModels: SqliteReadModels;
}

/** Starts the projector's thread: it looks when this process commits, and whoever waits for rows looks when it does. */
export async function startProjector(
  { config, store, file, readModels }: ProjectorSurroundings,
  opened: Opened,
): Promise<ProjectorThread> {
  const { eventStore, dataDir, tracing } = config;
  const thread = await ProjectorThread.start<FollowedStoreOptions>({
    entry: workerEntry(import.meta.url, '../../projector/src/projector.worker'),
    file,
    store: { eventStore, dataDir },
    tracing,
    onProgress: () => readModels.poke(),
  });
  opened.add(async () => {
    await thread.stop();
  });
  if (signalsCommits(store)) opened.add(store.onCommit(() => thread.poke()));
  return thread;
}

/** Readiness of the projector. */
export const projectorCheck = (thread: ProjectorThread): HealthCheck => ({
  name: 'projector',
  check: () => Promise.resolve(unreadiness(thread.status())),
});

interface SignalsCommits {
  onCommit(listener: () => void): () => void;
}

const signalsCommits = (store: object): store is SignalsCommits => 'onCommit' in store;

function unreadiness(status: ProjectorStatus): string | null {
  if (isProjectorReady(status)) return null;
  return status.reason ?? (status.behindSince === null ? status.state : `behind since ${status.behindSince}`);
}
