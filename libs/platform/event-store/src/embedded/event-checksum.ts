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

/** How much {@link writeHeader} writes. */
export const HEADER_BYTES = 3 * 8 + 5 * 4;

/** The header's fields, big-endian: the first three as doubles, the others as 32-bit numbers, in the order above. */
export function writeHeader(fields: DataView, at: number, header: ChecksummedHeader): void {
  fields.setFloat64(at, header.position);
  fields.setFloat64(at + 8, header.revision);
  fields.setFloat64(at + 16, header.createdMs);
  fields.setUint32(at + 24, header.createdTicks);
  fields.setUint32(at + 28, header.contentType);
  fields.setUint32(at + 32, header.dataBytes);
  fields.setUint32(at + 36, header.stream);
  fields.setUint32(at + 40, header.type);
}

/**
 * Computes what `events.checksum` holds: CRC-32 of the {@link writeHeader header}, then id, data and metadata. A
 * single flipped bit always changes it.
 */
export class EventChecksum {
  private readonly header = Buffer.alloc(HEADER_BYTES);
  private readonly fields = viewOf(this.header);

  /** `body` is the event's 16-byte id, its data and its metadata, one behind the other. */
  of(header: ChecksummedHeader, body: Uint8Array): number {
    writeHeader(this.fields, 0, header);
    return crc32(body, crc32(this.header));
  }
}

/** The same of bytes that begin with the header. */
export const checksumOf = (headerAndBody: Uint8Array): number => crc32(headerAndBody);

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
