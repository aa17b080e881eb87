import type { KnownUnit } from '#contexts/units/contracts';
import { Forbidden, type Grant } from '#platform/auth';
import { NotFoundProblem, Refusal } from '#platform/http';
import {
  ProjectionUnavailable,
  type RankedMember,
  type ReadModel,
  type ReadModels,
} from '#platform/projections';
import { formatPoints, isWithin } from '#platform/values';
import { cycles } from '../../read-models/cycles/cycles.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { scoreBoard } from '../../read-models/scores/boards.js';
import { scores, type ScoresRow } from '../../read-models/scores/scores.projection.js';
import { monthOf } from '../../read-models/scores/standing.js';
import { movements, type ScoreBoard } from './movements.js';

/** One line of a leaderboard. */
export interface Ranking {
  /** Ties share a rank: 1, 2, 2, 4. */
  readonly rank: number;
  readonly id: string;
  readonly name: string;
  /** Exact decimal. */
  readonly value: string;
  /** Places it went up since the month began, below zero for down; null where it was not on the board then. */
  readonly movement: number | null;
}

/** Which part of whose grant a board is read by. */
export type BoardReader = Pick<Grant, 'jurisdiction' | 'unitId'>;

/** Rows of boards, and until when they are known. */
export type KnownBoards = ReadModels & { readonly instant: string };

/** Finds the board a reader may see, and names its members. */
export class ScoreBoards {
  constructor(private readonly models: KnownBoards) {}

  get rows(): ReadModel<ScoresRow> {
    return this.models.of<ScoresRow>(scores);
  }

  /**
   * The board of the jurisdiction the reader was let in for, the cycle's own where that lies above it. Throws
   * `cycle-not-found`, `jurisdiction-outside-cycle`, and Forbidden for a unit the cycle does not cover.
   */
  boardFor(cycleId: string, { jurisdiction, unitId }: BoardReader): ScoreBoard {
    const cycle = this.models.of(cycles).get(cycleId);
    if (!cycle) throw new NotFoundProblem('cycle-not-found');
    const own = cycle.jurisdiction;
    if (unitId !== undefined) this.checkCovered(unitId, own);
    if (jurisdiction === undefined || isWithin(own, jurisdiction))
      return { cycleId, name: scoreBoard(cycleId, own) };
    if (isWithin(jurisdiction, own)) return { cycleId, name: scoreBoard(cycleId, jurisdiction) };
    throw new Refusal('jurisdiction-outside-cycle', { pointer: '/jurisdiction', jurisdiction });
  }

  /** Movements are since the end of the month before the one until which the rows are known, in Asia/Shanghai. */
  rankings(board: ScoreBoard, members: readonly RankedMember[]): readonly Ranking[] {
    const month = monthOf(this.models.instant);
    const moved = movements(this.rows, { ...board, month }, members);
    const units = this.models.of<KnownUnit>(knownUnits).getMany(members.map(({ key }) => key));
    return members.map(({ key, rank, value }) => {
      const unit = units.get(key);
      if (!unit) throw new ProjectionUnavailable(knownUnits.name, 'it is behind the board');
      return { rank, id: key, name: unit.name, value: formatPoints(value), movement: moved.get(key) ?? null };
    });
  }

  private checkCovered(unitId: string, cycle: string): void {
    const unit = this.models.of<KnownUnit>(knownUnits).get(unitId);
    if (!unit || !isWithin(unit.jurisdiction, cycle)) throw new Forbidden('outside-jurisdiction');
  }
}
