import { CheckpointLost, type StoredCheckpoint } from './checkpoints.js';
import type { ProjectionRun } from './fold.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';
import { isFaultOfRows } from './sqlite/sqlite-codes.js';

/**
 * Puts a caught-up generation in the place of the serving one. Null when its rows cannot stand on its boards: then
 * it is parked instead. Throws CheckpointLost, and errors of the disk.
 */
export function activate(
  file: ReadModelFile,
  { projection, checkpoint }: Pick<ProjectionRun, 'projection' | 'checkpoint'>,
): StoredCheckpoint | null {
  try {
    return file.transact(() => file.activate(projection, checkpoint));
  } catch (error) {
    if (error instanceof CheckpointLost || !isFaultOfRows(error)) throw error;
    const reason = `its boards cannot be made: ${(error as Error).message}`;
    file.transact(() => file.checkpoints.move(checkpoint, { ...checkpoint, state: 'parked', reason }));
    return null;
  }
}
