import { existsSync } from 'node:fs';
import { type EventReader, openEmbeddedReader, openEventStoreDb, UnknownEvent } from '#platform/event-store';
import type { Configuration } from '#platform/http';
import {
  LedgerMismatch,
  type ProjectionShard,
  ProjectionUnavailable,
  shardFile,
  UnreadableReadModels,
} from '#platform/projections';
import { PROJECTION_SHARDS } from '../../projector/src/shards.js';
import { Failure } from './command.js';

const SENTENCES = [UnknownEvent, LedgerMismatch, UnreadableReadModels, ProjectionUnavailable];

/**
 * Works with the store as a reader beside the server that may run on it. Throws Failure where this build cannot read
 * the history, or the rows are of another or cannot be read.
 */
export async function withReader<T>(
  configuration: Configuration,
  work: (store: EventReader) => Promise<T>,
): Promise<T> {
  const store = await openReader(configuration);
  try {
    return await work(store);
  } catch (error) {
    if (error instanceof Error && SENTENCES.some((kind) => error instanceof kind))
      throw new Failure(error.message);
    throw error;
  } finally {
    await store.close();
  }
}

const openReader = ({ eventStore, dataDir }: Configuration): Promise<EventReader> =>
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
