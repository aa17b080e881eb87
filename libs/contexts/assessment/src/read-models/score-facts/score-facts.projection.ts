import { activityClosedV1 } from '#contexts/activities/contracts';
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
 * What scored of one unit in one quarter, in the order of the ledger; {@link factsOf} reads it. One text, as it is
 * written anew with each later fact of its quarter; a fact is a line of it,
 * `<likeness>|<occurrences>|<person-times>|<ordinal>|<event id>|<stream>|<withdrawn on>|<name>`, of which none goes over
 * a line: titles and document numbers hold no control characters.
 */
export interface QuarterOfFacts {
  readonly facts: string;
}

/** Key of a unit's facts in a quarter (`YYYY-Qn`), by the days on which they count. */
export const unitQuarter = (unitId: string, quarter: string): string => `${unitId}:${quarter}`;

/** Every fact that can score, by unit and quarter, for the explanation of a score. */
export const scoreFacts: Projection<QuarterOfFacts, FactEvent> = {
  name: 'score-facts',
  version: 6,
  handles: factContracts,
  keysOf: (event) =>
    namedUnits(event).map((named) => unitQuarter(named.unitId, quarterOf(factOf(event, named).occurredOn))),
  evolve(quarter, event, key) {
    const unitId = key.slice(0, -'-YYYY-Qn'.length);
    const added = factsAbout(unitId, event)
      .map((fact) => written(fact, event))
      .join('\n');
    return { facts: quarter ? `${quarter.facts}\n${added}` : added };
  },
};

function written(fact: UnitFact, event: FactEvent): string {
  const { occurrences, personTimes, withdrawnOn } = fact;
  const { ordinal, eventId, stream } = event.at;
  const caused = [occurrences, personTimes, ordinal, eventId, stream, withdrawnOn, nameOf(event)];
  return [likenessOf(fact), ...caused].join('|');
}

const nameOf = ({ type, data }: FactEvent): string =>
  type === activityClosedV1 ? data.title : data.documentNumber;

export const factsOf = ({ facts }: QuarterOfFacts): readonly CausedFact[] =>
  facts.split('\n').map((text) => {
    const parts = text.split('|');
    const [occurrences, personTimes, ordinal, eventId = '', stream = '', withdrawnOn, ...name] =
      parts.slice(LIKENESS_PARTS);
    const fact: UnitFact = {
      ...readLikeness(parts),
      occurrences: Number(occurrences),
      personTimes: Number(personTimes),
      ...(withdrawnOn && { withdrawnOn }),
    };
    const at = { eventId, ordinal: Number(ordinal), stream };
    return { ...fact, cause: { ...at, type: contractOf(fact), name: name.join('|') } };
  });
