/**
 * Points as exact decimals with up to three places, kept as an integer number of thousandths so that they add
 * and sort without rounding. Real tables use 0.2, 0.3 and 39.7; none seen needs a fourth place.
 */
export type MilliPoints = number;

const POINTS = /^-?(0|[1-9]\d{0,8})(\.\d{1,3})?$/;

export const isPoints = (text: string): boolean => POINTS.test(text);

/** `"0.5"` → 500. Throws RangeError on anything {@link isPoints} refuses. */
export function parsePoints(text: string): MilliPoints {
  if (!isPoints(text)) throw new RangeError(`not points: ${text}`);
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const milli = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
  return negative && milli !== 0 ? -milli : milli;
}

/** 500 → `"0.5"`: the shortest decimal, never in exponent form. */
export function formatPoints(milli: MilliPoints): string {
  const size = Math.abs(milli);
  const fraction = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${milli < 0 ? '-' : ''}${Math.floor(size / 1000)}${fraction === '' ? '' : `.${fraction}`}`;
}
