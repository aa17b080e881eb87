import type { Projection } from '#platform/projections';
import type { CausedFact } from '../scoring/ledger.js';
import { factContracts, type FactEvent, factOf, namedUnits } from '../scoring/unit-facts.js';

/** One unit's part in one event, for the explanation of its score. */
export interface ScoreFactRow extends CausedFact {
  readonly unitId: string;
}

/** `<unitId>:<ordinal>:<n>`, n being the unit's place in the event. */
const keyOf = (unitId: string, ordinal: number, index: number): string => `${unitId}:${ordinal}:${index}`;

/** Index value by which a unit's facts are found, in order of their days. */
export const unitDay = (unitId: string, day: string): string => `${unitId}:${day}`;

/** Every fact that can score, by unit. */
export const scoreFacts: Projection<ScoreFactRow, FactEvent> = {
  name: 'score-facts',
  version: 1,
  handles: factContracts,
  keysOf: (event) => namedUnits(event).map(({ unitId }, index) => keyOf(unitId, event.at.ordinal, index)),
  evolve(_, event, key) {
    const named = namedUnits(event)[Number(key.slice(key.lastIndexOf(':') + 1))];
    if (!named) throw new Error(`${key} is no unit of ${event.type}`);
    const { eventId, ordinal, stream } = event.at;
    const cause = { eventId, type: event.type, ordinal, stream };
    return { unitId: named.unitId, ...factOf(event, named), cause };
  },
  indexes: { unitDay: ({ unitId, occurredOn }) => unitDay(unitId, occurredOn) },
};
