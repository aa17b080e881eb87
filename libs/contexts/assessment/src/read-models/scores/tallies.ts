import { LIKENESS_PARTS, likenessOf, readLikeness } from '../scoring/likeness.js';
import { countsWithin, type ScorableFact, type UnitFact, type Window } from '../scoring/unit-facts.js';

/**
 * A unit's facts by month (`YYYY-MM`), those of one day that are alike added up, so that a cycle opened late counts
 * what came before. Lines are `<likeness>|<facts and reversals>|<occurrences>|<person-times>`, with semicolons
 * between: every fact of a unit rewrites its row, and one text a month is written many times faster than its parts.
 */
export type Tallies = readonly (readonly [month: string, lines: string])[];

/** Facts of one day that are alike, added up. */
export interface Tally extends ScorableFact {
  /** How many facts and reversals these are. */
  readonly facts: number;
}

export function withTally(tallies: Tallies, fact: UnitFact): Tallies {
  const month = fact.occurredOn.slice(0, 7);
  const index = tallies.findIndex((each) => each[0] === month);
  const lines = tallies[index]?.[1];
  return lines === undefined
    ? [...tallies, [month, added('', fact)]]
    : tallies.with(index, [month, added(lines, fact)]);
}

function added(lines: string, fact: UnitFact): string {
  const start = `${likenessOf(fact)}|`;
  const { occurrences, personTimes } = fact;
  const at = lines.startsWith(start) ? 0 : lines.indexOf(`;${start}`) + 1;
  if (at === 0 && !lines.startsWith(start))
    return `${lines}${lines === '' ? '' : ';'}${start}1|${occurrences}|${personTimes}`;
  const next = lines.indexOf(';', at);
  const end = next < 0 ? lines.length : next;
  const [facts, sum, times] = sumsIn(lines.slice(at + start.length, end).split('|'));
  const line = `${start}${facts + 1}|${sum + occurrences}|${times + personTimes}`;
  return lines.slice(0, at) + line + lines.slice(end);
}

const sumsIn = ([facts, occurrences, personTimes]: readonly string[]): readonly [number, number, number] => [
  Number(facts),
  Number(occurrences),
  Number(personTimes),
];

/** The tallies that count in a cycle of these days. */
export function* talliesWithin(tallies: Tallies, window: Window): Generator<Tally> {
  const { from, to } = window;
  for (const [month, lines] of tallies) {
    if (month < from.slice(0, 7) || month > to.slice(0, 7)) continue;
    for (const line of lines.split(';')) {
      const parts = line.split('|');
      const { fact, attributes, ...days } = readLikeness(parts);
      if (!countsWithin(days, window)) continue;
      const [facts, occurrences, personTimes] = sumsIn(parts.slice(LIKENESS_PARTS));
      yield { fact, attributes, occurrences, personTimes, facts };
    }
  }
}
