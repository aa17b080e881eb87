const asked = process.env['BENCH_SCALE'] ?? '1';

/** Share of the full sizes that is measured; anything but 1 only tries whether the bench works. */
export const SCALE = Number(asked);
if (!(SCALE > 0 && SCALE <= 1)) throw new RangeError(`BENCH_SCALE is ${asked}: above 0, at most 1`);

/** A full size (an amount, or seconds) as this run has it: whole, at least 1. */
export const scaled = (size: number): number => Math.max(1, Math.round(size * SCALE));

/** Rounds of every measurement; figures are their medians. */
export const ROUNDS = 3;

/** Commands a second of a moderate load, beside which rebuilds, backups and memory are measured. */
export const MODERATE_RATE = scaled(500);

/** Minutes of load under which memory is watched. */
export const SOAK_MINUTES = Number(process.env['BENCH_SOAK_MINUTES'] ?? '2');
if (!(SOAK_MINUTES > 0)) throw new RangeError('BENCH_SOAK_MINUTES is a number of minutes above 0');
