import { readConfiguration } from '#platform/http';
import { replay, type ReplayReport } from '#platform/projections';
import { Failure, type Output } from './command.js';
import { shardsThere, withReader } from './live-read-models.js';

/**
 * Folds everything from nothing and compares it with the live rows of DATA_DIR, also while a server runs on it.
 * Fails when a row differs or a projection could not be compared.
 */
export async function replayBeside(out: Output): Promise<void> {
  const configuration = readConfiguration(process.env);
  const files = shardsThere(configuration);
  const reports: ReplayReport[] = [];
  await withReader(configuration, async (store) => {
    for (const { shard, file } of files)
      reports.push(
        await replay({
          definitions: shard.definitions,
          store,
          file,
          onProgress: progressOf(shard.name, out),
        }),
      );
  });
  show(reports, out);
}

function progressOf(shard: string, out: Output): (ordinal: number, goal: number) => void {
  let show: ((done: number) => void) | undefined;
  return (ordinal, goal) => {
    show ??= out.progress(`folding ${shard}`, goal);
    show(Math.min(ordinal, goal));
  };
}

function show(reports: readonly ReplayReport[], out: Output): void {
  const projections = reports.flatMap((report) => report.projections);
  const differences = reports.flatMap((report) => report.differences);
  out.table(projections.map(({ notCompared, ...rest }) => ({ ...rest, verdict: notCompared ?? 'compared' })));
  if (differences.length > 0) out.table(differences);
  if (!reports.every(({ isEqual }) => isEqual))
    throw new Failure('the live rows differ from a replay, or could not be compared');
  out.say('no differences');
}
