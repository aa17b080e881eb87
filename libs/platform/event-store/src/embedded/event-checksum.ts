import { crc32 } from 'node:zlib';

/** What an event's checksum covers besides its id, data and metadata. */
export interface ChecksummedHeader {
  readonly position: number;
  readonly revision: number;
  readonly createdMs: number;
  readonly createdTicks: number;
  readonly contentType: number;
  readonly dataBytes: number;
  /** {@link nameChecksum} of the stream's name. */
  readonly stream: number;
  /** {@link nameChecksum} of the type's name. */
  readonly type: number;
}

/** To be kept with a name that many events share. */
export const nameChecksum = (name: string): number => crc32(name);

/**
 * Computes what `events.checksum` holds: CRC-32 of the header's fields (big-endian, the first three as doubles, the
 * others as 32-bit numbers, in the order above), then id, data and metadata. A single flipped bit always changes it.
 */
export class EventChecksum {
  private readonly header = Buffer.alloc(3 * 8 + 5 * 4);
  private readonly fields = new DataView(this.header.buffer, this.header.byteOffset, this.header.byteLength);

  /** `body` is the event's 16-byte id, its data and its metadata, one behind the other. */
  of(header: ChecksummedHeader, body: Uint8Array): number {
    const { fields } = this;
    fields.setFloat64(0, header.position);
    fields.setFloat64(8, header.revision);
    fields.setFloat64(16, header.createdMs);
    fields.setUint32(24, header.createdTicks);
    fields.setUint32(28, header.contentType);
    fields.setUint32(32, header.dataBytes);
    fields.setUint32(36, header.stream);
    fields.setUint32(40, header.type);
    return crc32(body, crc32(this.header));
  }
}
