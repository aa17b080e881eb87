import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventChecksum } from '../event-checksum.js';
import { type Connection, isChecksummedThroughout } from '../log-file.js';
import { Names } from '../names.js';
import { bytesOf, eventColumns, type EventRow } from '../event-row.js';

const EVENTS_AT_ONCE = 2_000;
/** Room for the pages of so many, which are gone through twice. */
const CACHE_KIB = 16_000;

export interface CopyCheck {
  /** How many: positions 1 to this. */
  readonly events: number;
  /** What it is a copy of. */
  readonly original: Connection;
  readonly onProgress: (done: number) => void;
}

/**
 * Reads the first events of a copied log: position of the first that is other than its checksum says or, written
 * without one, other than in the original; null when there is none. What is in a log never changes, so the original
 * may grow meanwhile. Throws SQLite's errors, and UnreadableLog where a stream or type has no name.
 */
export async function damagedIn(
  copy: Connection,
  { events, original, onProgress }: CopyCheck,
): Promise<number | null> {
  const [here, there] = [new Pages(copy), new Pages(original)];
  const mayBeBare = !isChecksummedThroughout(copy);
  for (let first = 1; first <= events; first += EVENTS_AT_ONCE) {
    const last = Math.min(first + EVENTS_AT_ONCE - 1, events);
    const page = here.read(first, last);
    const others = page.some(isUnprotected) ? there.read(first, last) : [];
    const damaged = page.find((event, n) =>
      isUnprotected(event) ? !mayBeBare || !isSame(event, others[n]) : !here.isAsWritten(event),
    );
    if (damaged) return damaged.row[0];
    onProgress(last);
    await nextTurn();
  }
  return null;
}

interface StoredEvent {
  readonly row: EventRow;
  /** Id, data and metadata. */
  readonly body: Buffer;
}

const isUnprotected = ({ row }: StoredEvent): boolean => row[9] === null;

const isSame = (event: StoredEvent, other: StoredEvent | undefined): boolean =>
  other !== undefined &&
  event.row.every((value, n) => value === other.row[n]) &&
  event.body.equals(other.body);

/** Reads a log without believing it. */
class Pages {
  private readonly rows;
  private readonly bodies;
  private readonly streams: Names;
  private readonly types: Names;
  private readonly checksum = new EventChecksum();

  constructor(db: Connection) {
    const range = 'FROM events e WHERE e.position BETWEEN ? AND ? ORDER BY e.position';
    const joined = `SELECT CAST(group_concat(bytes, '') AS BLOB) FROM (SELECT e.id || e.data || e.metadata AS bytes ${range})`;
    db.pragma(`cache_size = -${CACHE_KIB}`);
    this.rows = db.prepare<[number, number], EventRow>(`SELECT ${eventColumns(db)} ${range}`).raw();
    this.bodies = db.prepare<[number, number], Buffer | null>(joined).pluck();
    this.streams = new Names(db, 'streams');
    this.types = new Names(db, 'types');
  }

  read(first: number, last: number): readonly StoredEvent[] {
    const rows = this.rows.all(first, last);
    const bodies = this.bodies.get(first, last) ?? Buffer.alloc(0);
    this.streams.learn(rows.map((row) => row[1]));
    let offset = 0;
    return rows.map((row) => ({ row, body: bodies.subarray(offset, (offset += bytesOf(row))) }));
  }

  isAsWritten({ row, body }: StoredEvent): boolean {
    const [position, stream, revision, type, contentType, createdMs, createdTicks, dataBytes] = row;
    const names = { stream: this.streams.of(stream).checksum, type: this.types.of(type).checksum };
    const header = { position, revision, createdMs, createdTicks, contentType, dataBytes, ...names };
    return this.checksum.of(header, body) === row[9];
  }
}
