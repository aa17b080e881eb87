/** One line of the result: what was measured beside its ceiling from the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The peer or ceiling of the same run. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** Median of the rounds' own ratios, where rounds are pairs; value by peer otherwise. */
  readonly ratio?: number;
  readonly goal: string;
  readonly reached: boolean;
}

/** What one round measured, and its peer right beside it. */
export interface Pair {
  readonly value: number;
  readonly beside: number;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Nearest rank. Throws on an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no values');
  return found;
}

export const round = (value: number, places = 2): number => Number(value.toFixed(places));

/** A figure of rounds that are pairs: medians of both sides and of the rounds' ratios. */
export function paired(
  name: string,
  unit: string,
  besideName: string,
  pairs: readonly Pair[],
  places = 2,
): Omit<Figure, 'goal' | 'reached'> & { readonly ratio: number } {
  const value = round(median(pairs.map((pair) => pair.value)), places);
  const beside = { name: besideName, value: round(median(pairs.map((pair) => pair.beside)), places) };
  const ratio = round(median(pairs.map((pair) => pair.value / pair.beside)), 3);
  return { name, value, unit, beside, ratio };
}

/** What somebody does under load may at most double the p99 of commands. */
export function atMostDoubled(name: string, pairs: readonly Pair[]): Figure {
  const figure = paired(name, 'ms', 'same load, without it', pairs);
  return { ...figure, goal: '≤ 2 × without it', reached: figure.ratio <= 2 };
}
