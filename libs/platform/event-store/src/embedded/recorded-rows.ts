import { UnreadableLog } from '../errors.js';
import type { RecordedEvent } from '../event-store.js';
import { type ChecksummedHeader, checksumOf, HEADER_BYTES, viewOf, writeHeader } from './event-checksum.js';
import { bytesOf, type EventRow } from './event-row.js';
import { type Connection, isChecksummedThroughout } from './log-file.js';
import { type Name, Names } from './names.js';
import { StoredEventView } from './stored-event-view.js';

/** Bytes of events are fetched together, about so many at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Turns rows into events. The bytes of many events come as one value and events are views of it: a buffer each
 * would cost several times the rest of the read.
 */
export class RecordedRows {
  private readonly streams: Names;
  private readonly types: Names;
  private readonly isChecksummed: boolean;
  private readonly range;
  private readonly list;

  constructor(db: Connection) {
    this.streams = new Names(db, 'streams');
    this.types = new Names(db, 'types');
    this.isChecksummed = isChecksummedThroughout(db);
    // Before each event there is room for what its checksum covers besides, so that it is computed in one go.
    const joined = `SELECT CAST(group_concat(bytes, '') AS BLOB) FROM
      (SELECT zeroblob(${HEADER_BYTES}) || e.id || e.data || e.metadata AS bytes FROM`;
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
    const fields = viewOf(bytes);
    this.streams.learn(rows.map((row) => row[1]));
    let offset = 0;
    for (const row of rows) {
      const [stream, type] = [this.streams.of(row[1]), this.types.of(row[3])];
      const end = offset + HEADER_BYTES + bytesOf(row);
      writeHeader(fields, offset, headerOf(row, stream, type));
      const headerAndBody = bytes.subarray(offset, end);
      const written = row[9];
      const isIntact = written === null ? !this.isChecksummed : checksumOf(headerAndBody) === written;
      if (!isIntact) throw damaged(row, stream, type);
      events.push(new StoredEventView(row, headerAndBody, stream.name, type.name));
      offset = end;
    }
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

const headerOf = (row: EventRow, stream: Name, type: Name): ChecksummedHeader => ({
  position: row[0],
  revision: row[2],
  createdMs: row[5],
  createdTicks: row[6],
  contentType: row[4],
  dataBytes: row[7],
  stream: stream.checksum,
  type: type.checksum,
});

const damaged = ([position, , revision]: EventRow, stream: Name, type: Name): UnreadableLog =>
  new UnreadableLog(
    `the event log is damaged: the event at position ${position} (${type.name} at ${stream.name}@${revision}) is other than written`,
  );

/** Index behind the last row of the chunk; at least one row is in it. */
function chunkEnd(rows: readonly EventRow[], start: number): number {
  let bytes = 0;
  let end = start;
  while (end < rows.length && (end === start || bytes < CHUNK_BYTES))
    bytes += bytesOf(rows[end++] as EventRow);
  return end;
}
