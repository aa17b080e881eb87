import type { Projection } from '#platform/projections';
import type { CausedFact } from '../scoring/ledger.js';
import { LIKENESS_PARTS, likenessOf, readLikeness } from '../scoring/likeness.js';
import {
  contractOf,
  factContracts,
  type FactEvent,
  factOf,
  namedUnits,
  type UnitFact,
} from '../scoring/unit-facts.js';

/**
 * What scored of one unit in one month, in the order of the ledger; {@link factsOf} reads it. A fact is one text,
 * `<likeness>|<occurrences>|<person-times>|<ordinal>|<event id>|<stream>|<withdrawn on>`: it is written anew with each
 * later one of its month.
 */
export interface MonthOfFacts {
  readonly facts: readonly string[];
}

/** Key of a unit's facts in the month (`YYYY-MM`) of the day by which they count. */
export const unitMonth = (unitId: string, month: string): string => `${unitId}:${month}`;

const monthOf = ({ occurredOn }: UnitFact): string => occurredOn.slice(0, 7);

/** Every fact that can score, by unit and month, for the explanation of a score. */
export const scoreFacts: Projection<MonthOfFacts, FactEvent> = {
  name: 'score-facts',
  version: 3,
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

function written(fact: UnitFact, { at: { ordinal, eventId, stream } }: FactEvent): string {
  const { occurrences, personTimes, withdrawnOn } = fact;
  return [likenessOf(fact), occurrences, personTimes, ordinal, eventId, stream, withdrawnOn].join('|');
}

export const factsOf = ({ facts }: MonthOfFacts): readonly CausedFact[] =>
  facts.map((text) => {
    const parts = text.split('|');
    const [occurrences, personTimes, ordinal, eventId = '', stream = '', withdrawnOn] =
      parts.slice(LIKENESS_PARTS);
    const fact: UnitFact = {
      ...readLikeness(parts),
      occurrences: Number(occurrences),
      personTimes: Number(personTimes),
      ...(withdrawnOn && { withdrawnOn }),
    };
    return { ...fact, cause: { eventId, type: contractOf(fact), ordinal: Number(ordinal), stream } };
  });
