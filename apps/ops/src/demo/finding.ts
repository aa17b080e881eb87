import { type Fact, factId, place } from './facts.js';
import type { Routes } from './routes.js';

/** What reads the routes. */
export type Reader = Pick<Routes, 'get' | 'all'>;

/** One figure of a fact held against one route. */
export interface Finding {
  /** Fact and figure: `140800/circulation-notice/unitsCriticised`. */
  readonly fact: string;
  readonly figure: string;
  readonly expected: string;
  readonly shown: string;
  readonly route: string;
  readonly verdict: 'equal' | 'differs' | 'not yet covered';
}

interface SummaryItem {
  readonly topic: string;
  readonly measure: string;
  readonly name?: string;
  readonly unitId?: string;
  readonly value: number;
  readonly approximate: boolean;
}

/** Counted one by one: never rounded, whatever the publisher rounded beside them. */
const COUNTED: readonly string[] = ['units', 'times'];

/** Whether the publisher rounded this figure: `approx` of a fact is not said of exact counts in it. */
export const isRounded = (one: Fact, measure: string): boolean =>
  one['approx'] === true && !COUNTED.includes(measure);

/** A figure as findings write it: `530 (approximate)`. */
export const written = (value: number, approximate: boolean): string =>
  approximate ? `${value} (approximate)` : String(value);

/** The summary's figure with its `approximate`, of the place's year. */
export async function onSummary(
  reader: Reader,
  one: Fact,
  measure: string,
  expected: number,
  of: Pick<SummaryItem, 'name' | 'unitId'> = {},
): Promise<Finding> {
  const route = `/v1/summary?jurisdiction=${one.at}&year=${place(one.at).year}`;
  const items = await reader.all<SummaryItem>(route);
  const item = items.find(
    (each) =>
      each.topic === one.topic &&
      each.measure === measure &&
      each.name === of.name &&
      each.unitId === of.unitId,
  );
  const shown = item && written(item.value, item.approximate);
  return finding(one, measure, written(expected, isRounded(one, measure)), shown, route);
}

/** `equal` where a route shows just what is expected, else `differs`. */
export function finding(
  one: Fact,
  figure: string,
  expected: number | string,
  shown: number | string | undefined,
  route: string,
): Finding {
  return {
    fact: factId(one),
    figure,
    expected: String(expected),
    shown: shown === undefined ? 'nothing' : String(shown),
    route,
    verdict: shown === expected ? 'equal' : 'differs',
  };
}
