import type { Configuration } from '#platform/http';
import { type ProjectorStatus, ProjectorThreads, shardFile } from '#platform/projections';
import { workerEntry } from '#platform/threads';
import type { FollowedStoreOptions } from './projector.worker.js';
import { PROJECTION_SHARDS } from './shards.js';

/** Folds every projection on threads, into files of the data directory. `onProgress` is called after each commit and change of state of any. */
export const startProjectorThreads = (
  { eventStore, dataDir, tracing }: Pick<Configuration, 'eventStore' | 'dataDir' | 'tracing'>,
  onProgress: (shard: string, status: ProjectorStatus) => void,
): Promise<ProjectorThreads> =>
  ProjectorThreads.start<FollowedStoreOptions>(
    PROJECTION_SHARDS.map((shard) => ({
      shard: shard.name,
      entry: workerEntry(import.meta.url, './projector.worker'),
      file: shardFile(dataDir, shard),
      store: { eventStore, dataDir },
      tracing,
      onProgress: (status) => onProgress(shard.name, status),
    })),
  );
