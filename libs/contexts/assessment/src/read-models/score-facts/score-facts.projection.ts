import type { Projection } from '#platform/projections';
import { quarterOf } from '#platform/values';
import type { CausedFact } from '../scoring/ledger.js';
import { LIKENESS_PARTS, likenessOf, readLikeness } from '../scoring/likeness.js';
import {
  contractOf,
  factContracts,
  type FactEvent,
  factOf,
  factsAbout,
  namedUnits,
  type UnitFact,
} from '../scoring/unit-facts.js';

/**
 * What scored of one unit in one quarter, in the order of the ledger; {@link factsOf} reads it. A fact is one text,
 * `<likeness>|<occurrences>|<person-times>|<ordinal>|<event id>|<stream>|<withdrawn on>`: it is written anew with each
 * later one of its quarter.
 */
export interface QuarterOfFacts {
  readonly facts: readonly string[];
}

/** Key of a unit's facts in a quarter (`YYYY-Qn`), by the days on which they count. */
export const unitQuarter = (unitId: string, quarter: string): string => `${unitId}:${quarter}`;

/** Every fact that can score, by unit and quarter, for the explanation of a score. */
export const scoreFacts: Projection<QuarterOfFacts, FactEvent> = {
  name: 'score-facts',
  version: 5,
  handles: factContracts,
  keysOf: (event) =>
    namedUnits(event).map((named) => unitQuarter(named.unitId, quarterOf(factOf(event, named).occurredOn))),
  evolve(quarter, event, key) {
    const unitId = key.slice(0, -'-YYYY-Qn'.length);
    const added = factsAbout(unitId, event).map((fact) => written(fact, event));
    return { facts: quarter ? quarter.facts.concat(added) : added };
  },
};

function written(fact: UnitFact, { at: { ordinal, eventId, stream } }: FactEvent): string {
  const { occurrences, personTimes, withdrawnOn } = fact;
  return [likenessOf(fact), occurrences, personTimes, ordinal, eventId, stream, withdrawnOn].join('|');
}

export const factsOf = ({ facts }: QuarterOfFacts): readonly CausedFact[] =>
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
