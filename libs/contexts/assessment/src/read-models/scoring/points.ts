import { type MilliPoints, parsePoints } from '#platform/values';
import type {
  FactAttribute,
  ScoringItem,
  ScoringRules,
} from '../../domain/scoring-policy/scoring-policy.events.js';
import type { ScorableFact } from './unit-facts.js';

/** One version of a policy with its decimals read: all arithmetic is in integers. */
export interface PointsTable {
  readonly base: MilliPoints;
  readonly parts: ScoringRules['parts'];
  readonly items: readonly PointsItem[];
}

export interface PointsItem extends Omit<ScoringItem, 'points' | 'cap'> {
  readonly points: MilliPoints;
  readonly cap?: MilliPoints;
}

export const pointsTable = ({ base = '0', parts, items }: ScoringRules): PointsTable => ({
  base: parsePoints(base),
  parts,
  items: items.map(({ points, cap, ...item }) => ({
    ...item,
    points: parsePoints(points),
    ...(cap !== undefined && { cap: parsePoints(cap) }),
  })),
});

/**
 * What a fact is worth under an item, null when the item is about something else. Linear in the fact: facts that
 * are alike may be added up first, and a reversal is worth what it takes back.
 */
export function pointsOf(item: PointsItem, fact: ScorableFact): MilliPoints | null {
  if (item.fact !== fact.fact || !passes(item, fact)) return null;
  const times = timesOf(item, fact);
  return times === 0 ? 0 : item.points * times;
}

/** How many of what the item counts there are in a fact. */
export const timesOf = ({ per }: PointsItem, { occurrences, personTimes }: ScorableFact): number =>
  per === 'occurrence' ? occurrences : personTimes;

function passes({ filter }: PointsItem, { attributes }: ScorableFact): boolean {
  for (const name in filter) {
    const value = attributes[name as FactAttribute];
    if (value === undefined || !filter[name as FactAttribute]?.includes(value)) return false;
  }
  return true;
}

/** What counts of an item's sum. */
export function withinCap({ cap }: PointsItem, sum: MilliPoints): MilliPoints {
  return cap === undefined ? sum : Math.max(0 - cap, Math.min(cap, sum));
}
