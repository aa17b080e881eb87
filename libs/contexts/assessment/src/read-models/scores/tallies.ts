import { likenessOf, readLikeness } from '../scoring/likeness.js';
import type { ScorableFact, UnitFact } from '../scoring/unit-facts.js';

/** What is alike (day, fact, attributes), how many facts and reversals it is, and what they come to. */
type Line = readonly [key: string, facts: number, occurrences: number, personTimes: number];

/**
 * A unit's facts by month (`YYYY-MM`), those of one day that are alike added up, so that a cycle opened late counts
 * what came before. Written tersely: every fact of a unit rewrites its row.
 */
export type Tallies = readonly (readonly [month: string, lines: readonly Line[]])[];

/** Facts of one day that are alike, added up. */
export interface Tally extends ScorableFact {
  /** How many facts and reversals these are. */
  readonly facts: number;
}

export function withTally(tallies: Tallies, fact: UnitFact): Tallies {
  const month = fact.occurredOn.slice(0, 7);
  const index = tallies.findIndex((each) => each[0] === month);
  const lines = tallies[index]?.[1];
  return lines ? tallies.with(index, [month, added(lines, fact)]) : [...tallies, [month, added([], fact)]];
}

function added(lines: readonly Line[], fact: UnitFact): readonly Line[] {
  const key = likenessOf(fact);
  const index = lines.findIndex((line) => line[0] === key);
  const before = lines[index];
  const { occurrences, personTimes } = fact;
  if (!before) return [...lines, [key, 1, occurrences, personTimes]];
  return lines.with(index, [key, before[1] + 1, before[2] + occurrences, before[3] + personTimes]);
}

/** The tallies of the days from … to, both included. */
export function* talliesWithin(tallies: Tallies, from: string, to: string): Generator<Tally> {
  for (const [month, lines] of tallies) {
    if (month < from.slice(0, 7) || month > to.slice(0, 7)) continue;
    for (const [key, facts, occurrences, personTimes] of lines) {
      const { occurredOn, fact, attributes } = readLikeness(key);
      if (occurredOn >= from && occurredOn <= to) yield { fact, attributes, occurrences, personTimes, facts };
    }
  }
}
