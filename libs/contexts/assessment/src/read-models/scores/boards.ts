import type { BoardEntry } from '#platform/projections';
import { lineage, type MilliPoints } from '#platform/values';
import type { Standing } from './standing.js';

/** A unit's score in a cycle, as boards take it. */
export interface StandingScore extends Standing {
  readonly cycleId: string;
  /** Of the cycle. */
  readonly jurisdiction: string;
  readonly total: MilliPoints;
  /** The unit was dissolved before the cycle's last day was over: no board of the cycle has it. */
  readonly offBoards?: true;
}

/** `score:<cycle>:<jurisdiction>`: the units standing in the jurisdiction's subtree, by total. */
export const scoreBoard = (cycleId: string, jurisdiction: string): string =>
  `score:${cycleId}:${jurisdiction}`;

/** Beside a board: those whose place on it last changed in a month (`YYYY-MM`), by their totals as the month began. */
export const movedFrom = (board: string, month: string): string => `${board}:${month}:from`;

/** The same of them that are on the board, by their totals now. */
export const movedTo = (board: string, month: string): string => `${board}:${month}:to`;

/** What a board can hold. A score beyond it stands at its end: one city's odd rules never stop everybody's scores. */
const FARTHEST = 2 ** 47 - 1;

export const boardValue = (total: MilliPoints): number => Math.max(-FARTHEST, Math.min(FARTHEST, total));

/**
 * Where a unit standing at a place is ranked: on the board of each cycle's jurisdiction and of each below it, and
 * beside them. How many stood above a total as a month began is then a sum of three counts: those above it now,
 * without those who moved to above it since, with those who moved from above it.
 */
export function boardsOf(place: string, scores: readonly StandingScore[]): readonly BoardEntry[] {
  const line = lineage(place);
  return scores.flatMap((score) =>
    line
      .slice(0, line.indexOf(score.jurisdiction) + 1)
      .flatMap((ancestor) => placesOn(scoreBoard(score.cycleId, ancestor), score)),
  );
}

function placesOn(board: string, { total, since, before, offBoards }: StandingScore): readonly BoardEntry[] {
  const from = before === null ? [] : [{ board: movedFrom(board, since), value: boardValue(before) }];
  if (offBoards) return from;
  const now = { board, value: boardValue(total) };
  return before === total ? [now] : [now, { ...now, board: movedTo(board, since) }, ...from];
}
