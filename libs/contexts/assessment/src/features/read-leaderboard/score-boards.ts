import { Inject, Injectable } from '@nestjs/common';
import { Forbidden, type Grant } from '#platform/auth';
import { NotFoundProblem, READ_MODELS, Refusal } from '#platform/http';
import type { RankedMember, ReadModel, ReadModels } from '#platform/projections';
import { formatPoints, isWithin } from '#platform/values';
import { cycles } from '../../read-models/cycles/cycles.projection.js';
import { scoreBoard, scores, type ScoresRow } from '../../read-models/scores/scores.projection.js';

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
@Injectable()
export class ScoreBoards {
  constructor(@Inject(READ_MODELS) private readonly models: ReadModels) {}

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
    if (unitId !== undefined) this.checkCovered(unitId, cycleId);
    const own = cycle.jurisdiction;
    if (jurisdiction === undefined || isWithin(own, jurisdiction)) return scoreBoard(cycleId, own);
    if (isWithin(jurisdiction, own)) return scoreBoard(cycleId, jurisdiction);
    throw new Refusal('jurisdiction-outside-cycle', { jurisdiction });
  }

  rankings(members: readonly RankedMember[]): readonly Ranking[] {
    const rows = this.rows.getMany(members.map(({ key }) => key));
    return members.map(({ key, rank, value }) => {
      const row = rows.get(key);
      if (row?.kind !== 'unit') throw new Error(`${key} stands on a board of scores and has none`);
      return { rank, id: key, name: row.unitName, value: formatPoints(value) };
    });
  }

  private checkCovered(unitId: string, cycleId: string): void {
    const unit = this.rows.get(unitId);
    if (unit?.kind !== 'unit' || !unit.cycles[cycleId]) throw new Forbidden('outside-jurisdiction');
  }
}
