import { raiseOf, type CounterRow, type Raised } from './counters.js';
import type { MemoryBroker } from './memory-broker.js';
import { publishedRaises, publishedTotals } from './relay-life.js';

export const COUNTERS = 7;

/** Every raise of the first events, by counter. */
export const raisesOf = (events: number): Map<string, Raised[]> => {
  const all = new Map<string, Raised[]>();
  for (let n = 0; n < events; n++) {
    const raise = raiseOf(n, COUNTERS);
    all.set(raise.counter, [...(all.get(raise.counter) ?? []), raise]);
  }
  return all;
};

/** What they come to. */
export const totalsOf = (events: number): Map<string, CounterRow> =>
  new Map(
    [...raisesOf(events)].map(([counter, raises]) => [
      counter,
      { counter, total: raises.reduce((sum, { by }) => sum + by, 0), raises: raises.length },
    ]),
  );

/** Each contract once and in order, and every total. */
export const expectPublished = (broker: MemoryBroker, events: number): void => {
  expect(publishedRaises(broker)).toEqual(raisesOf(events));
  expect(publishedTotals(broker)).toEqual(totalsOf(events));
};
