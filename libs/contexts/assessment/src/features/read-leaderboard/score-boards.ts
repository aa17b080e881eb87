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

/** One line of a leaderboard. */
export interface Ranking {
  /** Ties share a rank: 1, 2, 2, 4. */
  readonly rank: number;
  readonly id: string;
  readonly name: string;
  /** Exact decimal. */
  readonly value: string;
}

/** Which part of whose grant a board is read by. */
export type BoardReader = Pick<Grant, 'jurisdiction' | 'unitId'>;

/** Finds the board a reader may see, and names its members. */
export class ScoreBoards {
  constructor(private readonly models: ReadModels) {}

  get rows(): ReadModel<ScoresRow> {
    return this.models.of<ScoresRow>(scores);
  }

  /**
   * The board of the jurisdiction the reader was let in for, the cycle's own where that lies above it. Throws
   * `cycle-not-found`, `jurisdiction-outside-cycle`, and Forbidden for a unit the cycle does not cover.
   */
  boardFor(cycleId: string, { jurisdiction, unitId }: BoardReader): string {
    const cycle = this.models.of(cycles).get(cycleId);
    if (!cycle) throw new NotFoundProblem('cycle-not-found');
    const own = cycle.jurisdiction;
    if (unitId !== undefined) this.checkCovered(unitId, own);
    if (jurisdiction === undefined || isWithin(own, jurisdiction)) return scoreBoard(cycleId, own);
    if (isWithin(jurisdiction, own)) return scoreBoard(cycleId, jurisdiction);
    throw new Refusal('jurisdiction-outside-cycle', { jurisdiction });
  }

  rankings(members: readonly RankedMember[]): readonly Ranking[] {
    const units = this.models.of<KnownUnit>(knownUnits).getMany(members.map(({ key }) => key));
    return members.map(({ key, rank, value }) => {
      const unit = units.get(key);
      if (!unit) throw new ProjectionUnavailable(knownUnits.name, 'it is behind the board');
      return { rank, id: key, name: unit.name, value: formatPoints(value) };
    });
  }

  private checkCovered(unitId: string, cycle: string): void {
    const unit = this.models.of<KnownUnit>(knownUnits).get(unitId);
    if (!unit || !isWithin(unit.jurisdiction, cycle)) throw new Forbidden('outside-jurisdiction');
  }
}
