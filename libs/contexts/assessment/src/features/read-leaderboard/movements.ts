import type { RankedMember, ReadModel } from '#platform/projections';
import type { MilliPoints } from '#platform/values';
import { boardValue, movedFrom, movedTo } from '../../read-models/scores/boards.js';
import { scoreIn, type ScoresRow, type UnitScores } from '../../read-models/scores/scores.projection.js';

/** A board of a cycle, by its name in the read model. */
export interface ScoreBoard {
  readonly cycleId: string;
  readonly name: string;
}

/** Where and since when places are compared. */
export interface MovementOn extends ScoreBoard {
  /** `YYYY-MM`: places are compared with those as it began. */
  readonly month: string;
}

type Rows = Pick<ReadModel<ScoresRow>, 'getMany' | 'countAbove'>;

/**
 * How many places each went up since the month began, by key; below zero where it went down, null where it did not
 * stand on the board then. Asks the engine for counts, never for those who are counted.
 */
export function movements(
  rows: Rows,
  on: MovementOn,
  members: readonly RankedMember[],
): ReadonlyMap<string, number | null> {
  const units = rows.getMany(members.map(({ key }) => key));
  const rankOf = remembered((total: MilliPoints) => rankBefore(rows, on, total));
  const moved = new Map<string, number | null>();
  for (const { key, rank } of members) {
    const row = units.get(key);
    const total = row?.kind === 'unit' ? totalBefore(row, on) : null;
    moved.set(key, total === null ? null : rankOf(total) - rank);
  }
  return moved;
}

/** A unit's total as the month began; null where it stood on no board of the cycle. */
function totalBefore(unit: UnitScores, { cycleId, month }: MovementOn): MilliPoints | null {
  const score = scoreIn(unit, cycleId);
  if (!score) return null;
  return score.since === month ? score.before : score.total;
}

function rankBefore(rows: Rows, { name, month }: MovementOn, total: MilliPoints): number {
  const above = (board: string): number => rows.countAbove(board, boardValue(total));
  return 1 + above(name) - above(movedTo(name, month)) + above(movedFrom(name, month));
}

/** Ties are asked about once. */
function remembered(answer: (total: MilliPoints) => number): (total: MilliPoints) => number {
  const known = new Map<MilliPoints, number>();
  return (total) => {
    const found = known.get(total) ?? answer(total);
    known.set(total, found);
    return found;
  };
}
