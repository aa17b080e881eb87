/** Writes a UUID's 16 bytes at the offset. */
export function writeUuid(target: Buffer, uuid: string, offset: number): void {
  const hex = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
  target.write(hex, offset, 16, 'hex');
}

/** Lower-case text of the 16 bytes at the offset. */
export function readUuid(source: Buffer, offset = 0): string {
  const hex = source.toString('hex', offset, offset + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
