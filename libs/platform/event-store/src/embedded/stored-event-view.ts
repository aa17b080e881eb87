import type { NewEvent, RecordedEvent } from '../event-store.js';
import { HEADER_BYTES } from './event-checksum.js';
import { type EventRow, ID_BYTES } from './event-row.js';
import { CONTENT_TYPES } from './log-file.js';
import { readUuid } from './uuid-bytes.js';

const DATA = HEADER_BYTES + ID_BYTES;
const TICKS_PER_MS = 10_000n;

/** An event over the bytes it was read with. What nobody asks for is not made: a reader of all is asked for little of most. */
export class StoredEventView implements RecordedEvent {
  private uuid: string | null = null;

  /** `bytes`: the header of its checksum, its id, data and metadata. */
  constructor(
    private readonly row: EventRow,
    private readonly bytes: Buffer,
    readonly stream: string,
    readonly type: string,
  ) {}

  get id(): string {
    return (this.uuid ??= readUuid(this.bytes, HEADER_BYTES));
  }

  get revision(): number {
    return this.row[2];
  }

  get position(): bigint {
    return BigInt(this.row[0]);
  }

  get created(): bigint {
    return BigInt(this.row[5]) * TICKS_PER_MS + BigInt(this.row[6]);
  }

  get contentType(): NewEvent['contentType'] {
    return CONTENT_TYPES[this.row[4]] as NewEvent['contentType'];
  }

  get data(): Buffer {
    return this.bytes.subarray(DATA, DATA + this.row[7]);
  }

  get metadata(): Buffer {
    return this.bytes.subarray(DATA + this.row[7]);
  }
}
