import { UnreadableLog } from '../errors.js';
import type { NewEvent, RecordedEvent } from '../event-store.js';
import { EventChecksum, nameChecksum } from './event-checksum.js';
import { type Connection, CONTENT_TYPES, hasChecksums } from './log-file.js';
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
    if (rows.length >= TOGETHER) this.streams.learn(rows.map((row) => row[1]));
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

const CACHED_NAMES = 5_000;
/** From so many unknown names on they are looked up together, when no more than a few others lie between them. */
const TOGETHER = 16;
const OTHERS_BETWEEN = 4;

interface Name {
  readonly name: string;
  /** {@link nameChecksum} */
  readonly checksum: number;
}

/** Names by number. They never change, so they are kept; when too many are, all are forgotten. */
class Names {
  private readonly known = new Map<number, Name>();
  private readonly statement;
  private readonly range;

  constructor(
    db: Connection,
    private readonly table: 'streams' | 'types',
  ) {
    this.statement = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck();
    this.range = db
      .prepare<[number, number], [number, string]>(`SELECT id, name FROM ${table} WHERE id BETWEEN ? AND ?`)
      .raw();
  }

  /** Streams are numbered as they appear: those of a page of history lie side by side. */
  learn(ids: readonly number[]): void {
    const unknown = new Set(ids.filter((id) => !this.known.has(id)));
    if (unknown.size < TOGETHER) return;
    const low = ids.reduce((least, id) => (unknown.has(id) && id < least ? id : least), Infinity);
    const high = ids.reduce((most, id) => (unknown.has(id) && id > most ? id : most), -1);
    if (high - low > unknown.size * OTHERS_BETWEEN) return;
    if (this.known.size + high - low >= CACHED_NAMES) this.known.clear();
    for (const [id, name] of this.range.all(low, high))
      this.known.set(id, { name, checksum: nameChecksum(name) });
  }

  of(id: number): Name {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (this.known.size >= CACHED_NAMES) this.known.clear();
    const name = this.statement.get(id);
    if (name === undefined)
      throw new UnreadableLog(`the event log is damaged: ${this.table} has no number ${id}`);
    const entry = { name, checksum: nameChecksum(name) };
    this.known.set(id, entry);
    return entry;
  }
}
