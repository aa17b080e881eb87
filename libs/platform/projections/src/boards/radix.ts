/**
 * Ranks by counting: a board's values are 48-bit numbers (shifted to be positive) seen as six digits of eight
 * bits. For every prefix of digits that occurs a counter holds how many members have it. The members above a
 * value are then the counters of the higher siblings along its path: at most 6 ranges of at most 255 counters,
 * whatever the size of the board.
 */
const DIGITS = 6;
const RADIX = 256;
const SHIFT = 2 ** 47;
const LEVEL = 2 ** 49;

/** Inclusive. */
export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

/** Throws RangeError unless it is an integer with |value| < 2^47. */
export function checkBoardValue(value: number): void {
  if (!Number.isInteger(value) || Math.abs(value) >= SHIFT)
    throw new RangeError(`not a board value: ${value}`);
}

/** The counters a value is counted in, coarsest first. Node numbers are below 2^53 and unlike on every level. */
export function nodesOf(value: number): readonly number[] {
  const nodes = new Array<number>(DIGITS);
  let prefix = value + SHIFT;
  for (let level = DIGITS; level >= 1; level--) {
    nodes[level - 1] = level * LEVEL + prefix;
    prefix = Math.floor(prefix / RADIX);
  }
  return nodes;
}

/** Counters that hold exactly the members with a higher value; ranges that must be empty are left out. */
export function nodesAbove(value: number): readonly NodeRange[] {
  return nodesOf(value)
    .map((node) => ({ from: node + 1, to: node + RADIX - 1 - (node % RADIX) }))
    .filter(({ from, to }) => from <= to);
}
