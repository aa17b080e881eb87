/** Writes a UUID's 16 bytes at the offset. */
export function writeUuid(target: Buffer, uuid: string, offset: number): void {
  const hex = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
  target.write(hex, offset, 16, 'hex');
}

const DIGITS = Buffer.from('0123456789abcdef');
/** Where in the text the two digits of each byte stand. */
const PLACES = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);
const text = Buffer.alloc(36, '-');

/** Lower-case text of the 16 bytes at the offset. */
export function readUuid(source: Uint8Array, offset = 0): string {
  for (let byte = 0; byte < 16; byte++) {
    const value = source[offset + byte] as number;
    const place = PLACES[byte] as number;
    text[place] = DIGITS[value >> 4] as number;
    text[place + 1] = DIGITS[value & 15] as number;
  }
  // One string of 36 characters: parts put together would be put together again by whoever looks into them.
  return text.toString('latin1');
}
