import { NotFoundProblem } from '#platform/http';
import type { KeyedRow, ReadModels } from '#platform/projections';
import { RULEBOOK, type Rulebook, type RulebookCycle, tableOf } from '../../read-models/scores/rulebook.js';
import {
  scoreIn,
  scores,
  type ScoresRow,
  type UnitScores,
} from '../../read-models/scores/scores.projection.js';
import type { CycleScore } from '../../read-models/scoring/cycle-score.js';
import type { PointsTable } from '../../read-models/scoring/points.js';

/** A unit in a cycle with the rules that score it. */
export interface ScoredUnit {
  readonly unit: UnitScores;
  readonly cycle: RulebookCycle;
  readonly table: PointsTable;
  readonly score: CycleScore;
  /** Ordinal of the last event the score has counted, or later. */
  readonly ordinal: number;
}

/** Throws `unit-not-found`, `cycle-not-found` or `unit-not-in-cycle`. */
export function scoredUnit(models: ReadModels, unitId: string, cycleId: string): ScoredUnit {
  const model = models.of<ScoresRow>(scores);
  const found: KeyedRow<ScoresRow> | null = model.find(unitId);
  if (found?.row.kind !== 'unit') throw new NotFoundProblem('unit-not-found');
  const rulebook = model.get(RULEBOOK) as Rulebook | null;
  const cycle = rulebook?.cycles[cycleId];
  if (!cycle) throw new NotFoundProblem('cycle-not-found');
  const unit = found.row;
  const score = scoreIn(unit, cycleId);
  if (!score) throw new NotFoundProblem('unit-not-in-cycle');
  return { unit, cycle, table: tableOf(rulebook, cycle), score, ordinal: found.ordinal };
}
