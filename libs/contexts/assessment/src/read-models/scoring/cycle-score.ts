import type { MilliPoints } from '#platform/values';
import { pointsOf, type PointsTable, withinCap } from './points.js';
import type { ScorableFact } from './unit-facts.js';

/** A unit's sums in one cycle. */
export interface CycleScore {
  /** Sum by item before its cap, where any fact concerns the item. */
  readonly items: Readonly<Record<string, MilliPoints>>;
  /** Base and items, each within its cap. */
  readonly total: MilliPoints;
  /** How many facts, reversals too, lie in the cycle's days. */
  readonly facts: number;
}

/** Before any fact. */
export const startingScore = ({ base }: PointsTable): CycleScore => ({ items: {}, total: base, facts: 0 });

/** What an item's facts come to before its cap; zero where none concerns it. */
export const sumOfItem = (items: CycleScore['items'], code: string): MilliPoints =>
  Object.hasOwn(items, code) ? (items[code] ?? 0) : 0;

/** The score after a fact, or after `count` facts added up. */
export function withFact(score: CycleScore, table: PointsTable, fact: ScorableFact, count = 1): CycleScore {
  let { total } = score;
  const changed: Record<string, MilliPoints> = {};
  for (const item of table.items) {
    const worth = pointsOf(item, fact);
    if (worth === null) continue;
    const before = sumOfItem(score.items, item.code);
    const after = before + worth;
    total += withinCap(item, after) - withinCap(item, before);
    changed[item.code] = after;
  }
  return { items: { ...score.items, ...changed }, total, facts: score.facts + count };
}
