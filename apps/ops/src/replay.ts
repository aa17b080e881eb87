import { existsSync } from 'node:fs';
import { type EventReader, openEmbeddedReader, openEventStoreDb } from '#platform/event-store';
import { type Configuration, readConfiguration } from '#platform/http';
import { replay, type ReplayReport } from '#platform/projections';
import { readModelFile } from '../../admin-api/src/open-running.js';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';
import { Failure, type Output } from './command.js';

/**
 * Folds everything from nothing and compares it with the live rows of DATA_DIR, also while a server runs on it.
 * Fails when a row differs or a projection could not be compared.
 */
export async function replayBeside(out: Output): Promise<void> {
  const configuration = readConfiguration(process.env);
  const file = readModelFile(configuration.dataDir);
  if (!existsSync(file)) throw new Failure(`there are no read models in ${configuration.dataDir}`);
  const store = await openReader(configuration);
  try {
    const report = await replay({
      definitions: CONTEXT_DEFINITIONS,
      store,
      file,
      onProgress: progressOf(out),
    });
    show(report, out);
  } finally {
    await store.close();
  }
}

const openReader = ({ eventStore, dataDir }: Configuration): Promise<EventReader> =>
  eventStore.kind === 'embedded' ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStore.url);

function progressOf(out: Output): (ordinal: number, goal: number) => void {
  let show: ((done: number) => void) | undefined;
  return (ordinal, goal) => {
    show ??= out.progress('folding', goal);
    show(Math.min(ordinal, goal));
  };
}

function show({ projections, differences, isEqual }: ReplayReport, out: Output): void {
  out.table(projections.map(({ notCompared, ...rest }) => ({ ...rest, verdict: notCompared ?? 'compared' })));
  if (differences.length > 0) out.table(differences);
  if (!isEqual) throw new Failure('the live rows differ from a replay, or could not be compared');
  out.say('no differences');
}
