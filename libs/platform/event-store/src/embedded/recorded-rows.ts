import { UnreadableLog } from '../errors.js';
import type { NewEvent, RecordedEvent } from '../event-store.js';
import { EventChecksum } from './event-checksum.js';
import { type Connection, CONTENT_TYPES, hasChecksums } from './log-file.js';
import { type Name, Names } from './names.js';
import { readUuid } from './uuid-bytes.js';

/** In the order of {@link eventColumns}: numbers only. Names and bytes are fetched beside. */
export type EventRow = [
  position: number,
  stream: number,
  revision: number,
  type: number,
  contentType: number,
  createdMs: number,
  createdTicks: number,
  dataBytes: number,
  metadataBytes: number,
  checksum: number | null,
];

/** What to select of `events e`; a log that was written without checksums has none to check. */
export const eventColumns = (db: Connection): string =>
  `e.position, e.stream, e.revision, e.type, e.content_type, e.created_ms, e.created_ticks, length(e.data),
   length(e.metadata), ${hasChecksums(db) ? 'e.checksum' : 'NULL'}`;

const ID_BYTES = 16;
/** Bytes of events are fetched together, about so many at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const TICKS_PER_MS = 10_000n;

/** What an event takes in memory while it is handed over. */
export const bytesOf = (row: EventRow): number => ID_BYTES + row[7] + row[8];

/**
 * Turns rows into events. The bytes of many events come as one value and events are views of it: a buffer each
 * would cost several times the rest of the read.
 */
export class RecordedRows {
  private readonly streams: Names;
  private readonly types: Names;
  private readonly checksum = new EventChecksum();
  private readonly range;
  private readonly list;

  constructor(db: Connection) {
    this.streams = new Names(db, 'streams');
    this.types = new Names(db, 'types');
    const joined =
      "SELECT CAST(group_concat(bytes, '') AS BLOB) FROM (SELECT e.id || e.data || e.metadata AS bytes FROM";
    this.range = db
      .prepare<[number, number], Buffer>(
        `${joined} events e WHERE e.position BETWEEN ? AND ? ORDER BY e.position)`,
      )
      .pluck();
    this.list = db
      .prepare<[string], Buffer>(
        `${joined} json_each(?) wanted CROSS JOIN events e ON e.position = wanted.value ORDER BY e.position)`,
      )
      .pluck();
  }

  /** Events of the rows, which ascend by position. Throws {@link UnreadableLog} naming one that is not as it was written. */
  recorded(rows: readonly EventRow[]): RecordedEvent[] {
    const events: RecordedEvent[] = [];
    for (let start = 0; start < rows.length;) {
      const end = chunkEnd(rows, start);
      this.addChunk(events, rows.slice(start, end));
      start = end;
    }
    return events;
  }

  private addChunk(events: RecordedEvent[], rows: readonly EventRow[]): void {
    const bytes = this.bytes(rows);
    this.streams.learn(rows.map((row) => row[1]));
    let offset = 0;
    for (const row of rows) {
      const [position, , revision, , contentType, createdMs, createdTicks, dataBytes, metadataBytes] = row;
      const [stream, type] = [this.streams.of(row[1]), this.types.of(row[3])];
      const data = offset + ID_BYTES;
      const metadata = data + dataBytes;
      const end = metadata + metadataBytes;
      this.check(row, stream, type, bytes.subarray(offset, end));
      events.push({
        id: readUuid(bytes, offset),
        type: type.name,
        contentType: CONTENT_TYPES[contentType] as NewEvent['contentType'],
        data: bytes.subarray(data, metadata),
        metadata: bytes.subarray(metadata, end),
        stream: stream.name,
        revision,
        position: BigInt(position),
        created: BigInt(createdMs) * TICKS_PER_MS + BigInt(createdTicks),
      });
      offset = end;
    }
  }

  private check(row: EventRow, stream: Name, type: Name, body: Buffer): void {
    const [position, , revision, , contentType, createdMs, createdTicks, dataBytes, , written] = row;
    if (written === null) return;
    const names = { stream: stream.checksum, type: type.checksum };
    const header = { position, revision, createdMs, createdTicks, contentType, dataBytes, ...names };
    if (this.checksum.of(header, body) === written) return;
    throw new UnreadableLog(
      `the event log is damaged: the event at position ${position} (${type.name} at ${stream.name}@${revision}) is other than written`,
    );
  }

  /** Events never change, so this second look finds what the rows were read from. */
  private bytes(rows: readonly EventRow[]): Buffer {
    const [first, last] = [rows[0] as EventRow, rows.at(-1) as EventRow];
    const contiguous = last[0] - first[0] === rows.length - 1;
    const bytes = contiguous
      ? this.range.get(first[0], last[0])
      : this.list.get(JSON.stringify(rows.map(([position]) => position)));
    return bytes as Buffer;
  }
}

/** Index behind the last row of the chunk; at least one row is in it. */
function chunkEnd(rows: readonly EventRow[], start: number): number {
  let bytes = 0;
  let end = start;
  while (end < rows.length && (end === start || bytes < CHUNK_BYTES))
    bytes += bytesOf(rows[end++] as EventRow);
  return end;
}
