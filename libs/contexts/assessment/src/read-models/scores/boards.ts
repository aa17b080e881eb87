import type { BoardEntry } from '#platform/projections';
import { isWithin, lineage } from '#platform/values';

/** A unit's score in a cycle, as boards take it. */
export interface StandingScore {
  readonly cycleId: string;
  /** Of the cycle. */
  readonly jurisdiction: string;
  readonly total: number;
  /** The unit was dissolved before the cycle's last day was over: no board of the cycle has it. */
  readonly offBoards?: true;
}

/** `score:<cycle>:<jurisdiction>`: the units standing in the jurisdiction's subtree, by total. */
export const scoreBoard = (cycleId: string, jurisdiction: string): string =>
  `score:${cycleId}:${jurisdiction}`;

/** What a board can hold. A score beyond it stands at its end: one city's odd rules never stop everybody's scores. */
const FARTHEST = 2 ** 47 - 1;

/** Where a unit standing at a place is ranked: on the board of each cycle's jurisdiction and of each below it. */
export function boardsOf(place: string, scores: readonly StandingScore[]): readonly BoardEntry[] {
  return scores.flatMap(({ cycleId, jurisdiction, total, offBoards }) => {
    if (offBoards) return [];
    const value = Math.max(-FARTHEST, Math.min(FARTHEST, total));
    return lineage(place)
      .filter((ancestor) => isWithin(ancestor, jurisdiction))
      .map((ancestor) => ({ board: scoreBoard(cycleId, ancestor), value }));
  });
}
