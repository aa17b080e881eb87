/** Sums of id hashes are kept below this, so that they stay exact integers. */
const SUMS = 2 ** 52;

const HEX = new Uint8Array(128);
for (let digit = 0; digit < 16; digit++) HEX[digit.toString(16).charCodeAt(0)] = digit;

/** The last 48 bits of an event id, a lower-case UUID in text: as good as random in every version of UUIDs. */
export function idHash(id: string): number {
  let high = 0;
  let low = 0;
  for (let at = 24; at < 30; at++) high = (high << 4) | (HEX[id.charCodeAt(at)] as number);
  for (let at = 30; at < 36; at++) low = (low << 4) | (HEX[id.charCodeAt(at)] as number);
  return high * 0x1000000 + low;
}

/** The sum modulo 2^52, whatever the order of what is added. */
export function addIdHash(sum: number, hash: number): number {
  const next = sum + hash;
  return next < SUMS ? next : next - SUMS;
}

/** Undoes {@link addIdHash}. */
export const takeIdHash = (sum: number, hash: number): number =>
  sum < hash ? sum - hash + SUMS : sum - hash;
