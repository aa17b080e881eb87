import { CheckpointLost, generationsOf, type StoredCheckpoint } from './checkpoints.js';
import type { ProjectionRun } from './fold.js';
import type { GenerationSwitch } from './read-models.js';
import type { GenerationComparison } from './sqlite/generation-comparison.js';
import type { ReadModelFile } from './sqlite/read-model-file.js';
import { lackingTable } from './sqlite/missing-table.js';
import { isFaultOfRows } from './sqlite/sqlite-codes.js';

/**
 * Puts a caught-up generation in the place of the serving one, compares their rows where both stand at one ordinal,
 * and keeps what came of it. Null when its rows cannot stand on its boards: then it is parked instead. Throws
 * CheckpointLost, and errors of the disk.
 */
export function activate(
  file: ReadModelFile,
  { projection, checkpoint }: Pick<ProjectionRun, 'projection' | 'checkpoint'>,
  at: string,
): StoredCheckpoint | null {
  try {
    return file.transact(() => {
      const { serving } = generationsOf(file.checkpoints.all(), projection.name);
      const active = file.activate(projection, checkpoint);
      if (serving) file.switches.record(projection.name, switched(file, serving, active, at));
      return active;
    });
  } catch (error) {
    if (error instanceof CheckpointLost || !isFaultOfRows(error)) throw error;
    const reason = `its boards cannot be made: ${(error as Error).message}`;
    file.transact(() => file.checkpoints.move(checkpoint, { ...checkpoint, state: 'parked', reason }));
    return null;
  }
}

/**
 * Puts the generation that was kept back in the place of the serving one, which is kept in turn: it goes on from
 * where it was left. Decisions up to the revision `heard` are done with. To be called in a transaction; throws
 * CheckpointLost.
 */
export function putBack(
  file: ReadModelFile,
  serving: StoredCheckpoint,
  kept: StoredCheckpoint,
  { heard, at }: { readonly heard: number; readonly at: string },
): StoredCheckpoint {
  const active: StoredCheckpoint = { ...kept, state: 'active', heard };
  file.checkpoints.move(serving, { ...serving, state: 'retired' });
  file.checkpoints.move(kept, active);
  recordNotCompared(file, serving, active, at, 'it was put back, and catches up');
  return active;
}

/** Keeps that a generation took another's place, and why their rows were not compared. To be called in a transaction. */
export function recordNotCompared(
  file: ReadModelFile,
  from: StoredCheckpoint,
  to: StoredCheckpoint,
  at: string,
  notCompared: string,
): void {
  file.switches.record(to.projection, { ...betweenOf(from, to, at), ...NOT_COMPARED, notCompared });
}

const NOT_COMPARED = { rows: 0, changed: 0, added: 0, removed: 0, sample: [], finding: null };

const betweenOf = (from: StoredCheckpoint, to: StoredCheckpoint, at: string) => ({
  fromVersion: from.version,
  toVersion: to.version,
  generation: to.generation,
  ordinal: to.ordinal,
  at,
});

function switched(
  file: ReadModelFile,
  from: StoredCheckpoint,
  to: StoredCheckpoint,
  at: string,
): GenerationSwitch {
  const between = betweenOf(from, to, at);
  if (from.ordinal !== to.ordinal)
    return { ...between, ...NOT_COMPARED, notCompared: `the rows before stood at ordinal ${from.ordinal}` };
  const missing = file.missingRows(from);
  if (missing !== null) return { ...between, ...NOT_COMPARED, notCompared: lackingTable(missing) };
  const { broken, ...compared } = file.compare(from, to);
  const isExplained =
    from.version !== to.version || from.parkedKeys.length > 0 || file.faultOf(from) !== null;
  const finding = isExplained ? null : findingIn({ broken, ...compared });
  return { ...between, ...compared, notCompared: null, finding };
}

/** The same fold of the same events: only a row that somebody had changed may differ. */
function findingIn({ changed, added, removed, broken, sample }: GenerationComparison): string | null {
  if (changed - broken + added + removed === 0) return null;
  return (
    `folded anew, ${changed} rows changed, ${added} came and ${removed} went, ` +
    `which nothing explains (${sample.map(({ key }) => key).join(', ')})`
  );
}
