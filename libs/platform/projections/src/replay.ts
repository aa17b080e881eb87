import { ledgerOf, type EventReader } from '#platform/event-store';
import { BoundedFold } from './bounded-fold.js';
import { generationsOf, type StoredCheckpoint } from './checkpoints.js';
import type { ContextDefinition } from './context-definition.js';
import { Decisions } from './control/decisions.js';
import { ProjectionRun } from './fold.js';
import { LedgerMismatch } from './plan.js';
import type { AnyProjection } from './projection.js';
import { EventRouter } from './routing.js';
import type { Skips } from './skips.js';
import { lackingTable } from './sqlite/missing-table.js';
import { ReadConnection } from './sqlite/read-connection.js';
import { ReadModelFile } from './sqlite/read-model-file.js';
import type { TableDifference } from './sqlite/table-differences.js';
import { translated } from './sqlite/unreadable-read-models.js';
import { refuseUnreadable } from './sqlite/verifier-file.js';

export interface ReplayParts {
  readonly definitions: readonly ContextDefinition[];
  readonly store: EventReader;
  /** The live read-model file; it is only read. */
  readonly file: string;
  /** Differences listed at most; all are counted. 100 by default. */
  readonly listed?: number;
  readonly signal?: AbortSignal;
  /** How far the fold is, and where it has to get to. */
  readonly onProgress?: (ordinal: number, goal: number) => void;
}

export interface ReplayedProjection {
  readonly name: string;
  /** Where both were compared. */
  readonly ordinal: number;
  /** Live rows. */
  readonly rows: number;
  readonly differences: number;
  /** Why it was not compared; null when it was. */
  readonly notCompared: string | null;
}

export interface ReplayDifference extends TableDifference {
  readonly projection: string;
}

export interface ReplayReport {
  readonly projections: readonly ReplayedProjection[];
  /** The first of them. */
  readonly differences: readonly ReplayDifference[];
  /** Every projection was compared and nothing differs. */
  readonly isEqual: boolean;
}

/**
 * Folds every projection from nothing into a temporary file and compares rows, index values and boards with the
 * live ones, each projection at its own live ordinal. Works while the projector goes on: it folds up to where
 * the live rows stand, holds a snapshot of them, folds what came meanwhile, and compares. Throws LedgerMismatch
 * when the store holds another ledger or ends before the rows do, UnreadableReadModels, ProjectionUnavailable when the
 * file becomes unreadable meanwhile, and the store's errors.
 */
export async function replay(parts: ReplayParts): Promise<ReplayReport> {
  const { store, definitions } = parts;
  refuseUnreadable(parts.file);
  const identity = await ledgerOf(store);
  if (!identity) throw new LedgerMismatch('the store holds no ledger');
  const ledger = { ledgerId: identity.ledgerId, storeId: await store.storeId() };
  const live = new ReadConnection(parts.file);
  const fresh = ReadModelFile.open('');
  try {
    const router = new EventRouter(definitions);
    const runs: ProjectionRun[] = [];
    for (const projection of router.projections)
      runs.push(runFor(projection, fresh, ledger, await decisionsAbout(projection, store)));
    return await compareLive({ ...parts, live, fresh, router, ledger, runs });
  } catch (error) {
    throw translated(error, parts.file);
  } finally {
    live.close();
    fresh.close();
  }
}

interface Replay extends ReplayParts {
  readonly live: ReadConnection;
  readonly fresh: ReadModelFile;
  readonly router: EventRouter;
  readonly ledger: { readonly ledgerId: string; readonly storeId: string };
  readonly runs: readonly ProjectionRun[];
}

async function decisionsAbout({ name }: AnyProjection, store: EventReader): Promise<Decisions> {
  const decisions = new Decisions(name);
  await decisions.refresh(store);
  return decisions;
}

function runFor(
  projection: AnyProjection,
  file: ReadModelFile,
  ledger: Replay['ledger'],
  skips: Skips,
): ProjectionRun {
  const checkpoint = file.transact(() => file.addGeneration(projection, ledger));
  const run = new ProjectionRun(projection, checkpoint, file.rows(projection, checkpoint));
  run.skips = skips;
  return run;
}

async function compareLive(it: Replay): Promise<ReplayReport> {
  await foldTo(it, it.live.checkpoints());
  it.live.hold();
  const stored = it.live.checkpoints();
  await foldTo(it, stored);
  const differences: ReplayDifference[] = [];
  const projections = it.runs.map((run) =>
    compareOne(it, run, servingOf(run, stored, it.ledger.ledgerId), differences),
  );
  const isEqual = projections.every(
    ({ notCompared, differences: found }) => notCompared === null && found === 0,
  );
  return { projections, differences, isEqual };
}

async function foldTo(it: Replay, stored: readonly StoredCheckpoint[]): Promise<void> {
  const goalOf = (run: ProjectionRun): number => {
    const serving = servingOf(run, stored, it.ledger.ledgerId);
    return typeof serving === 'string' ? -1 : serving.ordinal;
  };
  const goal = Math.max(-1, ...it.runs.map(goalOf));
  const fold = new BoundedFold(it.store, it.fresh, it.router, it.ledger, (ordinal) =>
    it.onProgress?.(ordinal, goal),
  );
  await fold.fold(it.runs, goalOf, it.signal);
}

/** The generation to compare with, or why there is none. */
function servingOf(
  { projection }: ProjectionRun,
  stored: readonly StoredCheckpoint[],
  ledgerId: string,
): StoredCheckpoint | string {
  const { serving } = generationsOf(stored, projection.name);
  if (!serving) return 'it has no rows yet';
  if (serving.ledgerId !== ledgerId)
    throw new LedgerMismatch(`the rows of ${projection.name} are of ledger ${serving.ledgerId}`);
  return serving.version === projection.version ? serving : `its rows are of version ${serving.version}`;
}

function compareOne(
  it: Replay,
  run: ProjectionRun,
  serving: StoredCheckpoint | string,
  list: ReplayDifference[],
): ReplayedProjection {
  const { name } = run.projection;
  const { ordinal, reason } = run.checkpoint;
  const none = (notCompared: string): ReplayedProjection => ({
    name,
    ordinal,
    rows: 0,
    differences: 0,
    notCompared,
  });
  if (typeof serving === 'string') return none(serving);
  if (run.parked) return none(`folding it anew fails: ${reason}`);
  if (ordinal !== serving.ordinal) return none('its rows were exchanged while they were compared');
  const missing = it.live.missingTable(run.projection, serving);
  if (missing !== null) return none(lackingTable(missing));
  const { generation } = it.fresh.transact(() => it.fresh.activate(run.projection, run.checkpoint));
  const compared = it.live.compare(run.projection, serving.generation, it.fresh, generation);
  let differences = 0;
  for (const difference of compared.differences) {
    differences++;
    if (list.length < (it.listed ?? 100)) list.push({ projection: name, ...difference });
  }
  return { name, ordinal, rows: compared.rows, differences, notCompared: null };
}
