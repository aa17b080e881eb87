import type { Projection } from '#platform/projections';
import type { CausedFact } from '../scoring/ledger.js';
import { likenessOf, readLikeness } from '../scoring/likeness.js';
import { factContracts, type FactEvent, factOf, namedUnits, type UnitFact } from '../scoring/unit-facts.js';

/** What scored of one unit in one month, in the order of the ledger: written tersely, {@link factsOf} reads it. */
export interface MonthOfFacts {
  readonly facts: readonly WrittenFact[];
}

type WrittenFact = readonly [
  likeness: string,
  occurrences: number,
  personTimes: number,
  ordinal: number,
  eventId: string,
  type: string,
  stream: string,
  withdrawnOn?: string,
];

/** Key of a unit's facts in the month (`YYYY-MM`) of the day by which they count. */
export const unitMonth = (unitId: string, month: string): string => `${unitId}:${month}`;

const monthOf = ({ occurredOn }: UnitFact): string => occurredOn.slice(0, 7);

/** Every fact that can score, by unit and month, for the explanation of a score. */
export const scoreFacts: Projection<MonthOfFacts, FactEvent> = {
  name: 'score-facts',
  version: 2,
  handles: factContracts,
  keysOf: (event) => namedUnits(event).map((named) => unitMonth(named.unitId, monthOf(factOf(event, named)))),
  evolve(month, event, key) {
    const unit = key.slice(0, -'-YYYY-MM'.length);
    const added = namedUnits(event)
      .filter(({ unitId }) => unitId === unit)
      .map((named) => written(factOf(event, named), event));
    return { facts: month ? [...month.facts, ...added] : added };
  },
};

function written(fact: UnitFact, { type, at: { ordinal, eventId, stream } }: FactEvent): WrittenFact {
  const { occurrences, personTimes, withdrawnOn } = fact;
  const line = [likenessOf(fact), occurrences, personTimes, ordinal, eventId, type, stream] as const;
  return withdrawnOn === undefined ? line : [...line, withdrawnOn];
}

export const factsOf = ({ facts }: MonthOfFacts): readonly CausedFact[] =>
  facts.map(([likeness, occurrences, personTimes, ordinal, eventId, type, stream, withdrawnOn]) => ({
    ...readLikeness(likeness),
    occurrences,
    personTimes,
    ...(withdrawnOn !== undefined && { withdrawnOn }),
    cause: { eventId, type, ordinal, stream },
  }));
