/** One line of the result: what was measured beside its ceiling from the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The peer or ceiling of the same run. */
  readonly beside?: { readonly name: string; readonly value: number };
  readonly goal: string;
  readonly reached: boolean;
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
