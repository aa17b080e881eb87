import type { NewEvent, RecordedEvent } from '../event-store.js';
import { type Connection, CONTENT_TYPES } from './log-file.js';
import { readUuid } from './uuid-bytes.js';

/** In the order of {@link EVENT_COLUMNS}: names of streams and types are looked up beside, once each. */
export type EventRow = [
  position: number,
  stream: number,
  revision: number,
  id: Buffer,
  type: number,
  contentType: number,
  createdMs: number,
  createdTicks: number,
  data: Buffer,
  metadata: Buffer,
];

export const EVENT_COLUMNS =
  'e.position, e.stream, e.revision, e.id, e.type, e.content_type, e.created_ms, e.created_ticks, e.data, e.metadata';

const CACHED_NAMES = 100_000;
const TICKS_PER_MS = 10_000n;

/** Turns rows into events. */
export class RecordedRows {
  private readonly streams: Names;
  private readonly types: Names;

  constructor(db: Connection) {
    this.streams = new Names(db, 'streams');
    this.types = new Names(db, 'types');
  }

  recorded(row: EventRow): RecordedEvent {
    const [position, stream, revision, id, type, contentType, createdMs, createdTicks, data, metadata] = row;
    return {
      id: readUuid(id),
      type: this.types.of(type),
      contentType: CONTENT_TYPES[contentType] as NewEvent['contentType'],
      data,
      metadata,
      stream: this.streams.of(stream),
      revision,
      position: BigInt(position),
      created: BigInt(createdMs) * TICKS_PER_MS + BigInt(createdTicks),
    };
  }
}

/** Names by number. They never change, so they are kept; when too many are, all are forgotten. */
class Names {
  private readonly known = new Map<number, string>();
  private readonly statement;

  constructor(db: Connection, table: 'streams' | 'types') {
    this.statement = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck();
  }

  of(id: number): string {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    if (this.known.size >= CACHED_NAMES) this.known.clear();
    const name = this.statement.get(id) as string;
    this.known.set(id, name);
    return name;
  }
}
