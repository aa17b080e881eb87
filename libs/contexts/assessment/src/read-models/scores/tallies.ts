import type { FactAttributes, ScorableFact, UnitFact } from '../scoring/unit-facts.js';

/** Facts of one day that are alike, added up. */
export interface Tally extends ScorableFact {
  readonly day: string;
  /** How many facts and reversals these are. */
  readonly facts: number;
}

/** A unit's facts by month (`YYYY-MM`), so that a cycle opened late counts what came before. */
export type Tallies = Readonly<Record<string, readonly Tally[]>>;

export function withTally(tallies: Tallies, fact: UnitFact): Tallies {
  const month = fact.occurredOn.slice(0, 7);
  const before = tallies[month] ?? [];
  const index = before.findIndex((tally) => alike(tally, fact));
  const after =
    index < 0 ? [...before, added(null, fact)] : before.with(index, added(before[index] ?? null, fact));
  return { ...tallies, [month]: after };
}

/** The tallies of the days from … to, both included. */
export function* talliesWithin(tallies: Tallies, from: string, to: string): Generator<Tally> {
  for (const [month, days] of Object.entries(tallies)) {
    if (month < from.slice(0, 7) || month > to.slice(0, 7)) continue;
    for (const tally of days) if (tally.day >= from && tally.day <= to) yield tally;
  }
}

function added(
  before: Tally | null,
  { fact, attributes, occurrences, personTimes, occurredOn }: UnitFact,
): Tally {
  return {
    day: occurredOn,
    fact,
    attributes,
    occurrences: (before?.occurrences ?? 0) + occurrences,
    personTimes: (before?.personTimes ?? 0) + personTimes,
    facts: (before?.facts ?? 0) + 1,
  };
}

const alike = (tally: Tally, { fact, attributes, occurredOn }: UnitFact): boolean =>
  tally.day === occurredOn && tally.fact === fact && sameAttributes(tally.attributes, attributes);

const sameAttributes = (a: FactAttributes, b: FactAttributes): boolean =>
  a.kind === b.kind && a.mode === b.mode && a.level === b.level;
