import { existsSync } from 'node:fs';
import { type EventReader, openEmbeddedReader, openEventStoreDb } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import { type ProjectionShard, shardFile } from '#platform/projections';
import { PROJECTION_SHARDS } from '../../projector/src/shards.js';
import { Failure } from './command.js';

/** The store as a reader beside the server that may run on it. */
export const openReader = ({ eventStore, dataDir }: Configuration): Promise<EventReader> =>
  eventStore.kind === 'embedded' ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStore.url);

/** The files of the read models. Throws Failure when one is not there. */
export function shardsThere({
  dataDir,
}: Configuration): readonly { readonly shard: ProjectionShard; readonly file: string }[] {
  const files = PROJECTION_SHARDS.map((shard) => ({ shard, file: shardFile(dataDir, shard) }));
  const missing = files.find(({ file }) => !existsSync(file));
  if (missing) throw new Failure(`there are no read models in ${dataDir}: ${missing.file} is missing`);
  return files;
}
