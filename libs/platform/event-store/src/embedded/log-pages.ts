import { TurnSnapshot } from '#platform/sqlite';
import { ForeignPosition, UnreadableLog } from '../errors.js';
import type {
  AllPage,
  EventFilter,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
} from '../event-store.js';
import { bytesOf, eventColumns, type EventRow } from './event-row.js';
import { type Connection, openForReading } from './log-file.js';
import { RecordedRows } from './recorded-rows.js';

/** Of a read that names none. */
export const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;
/** A page of `$all` ends early behind this many bytes, or this many events a filter was asked about. */
const PAGE_BYTES = 16 * 1024 * 1024;
const FILTER_WINDOW = 10_000;

/** The store's own number of a stream, and its name. */
export type NumberedStream = readonly [id: number, name: string];

/** The log read page by page over one connection of its own, on the calling thread. */
export class LogPages {
  private readonly db: Connection;
  private readonly rows: RecordedRows;
  private readonly snapshot: TurnSnapshot;
  private readonly statements;

  constructor(dataDir: string) {
    this.db = openForReading(dataDir);
    this.rows = new RecordedRows(this.db);
    this.snapshot = new TurnSnapshot(this.db);
    const select = `SELECT ${eventColumns(this.db)} FROM events e`;
    this.statements = {
      head: this.db.prepare<[], number>('SELECT max(position) FROM events').pluck(),
      first: this.db.prepare<[], EventRow>(`${select} ORDER BY position LIMIT 1`).raw(),
      streams: this.db
        .prepare<[number, number], NumberedStream>(
          'SELECT id, name FROM streams WHERE id > ? ORDER BY id LIMIT ?',
        )
        .raw(),
      version: this.db.prepare<[], number>('PRAGMA data_version').pluck(),
      stream: this.db.prepare<[string, number, number], EventRow>(`${select} ${STREAM}`).raw(),
      streamBackwards: this.db
        .prepare<[string, number, number], EventRow>(`${select} ${STREAM_BACKWARDS}`)
        .raw(),
      all: this.db.prepare<[number, number, number], EventRow>(`${select} ${ALL}`).raw(),
      allBackwards: this.db.prepare<[number, number], EventRow>(`${select} ${ALL_BACKWARDS}`).raw(),
      filtered: this.db
        .prepare<[number, number, string, string, number], EventRow>(`${select} ${FILTERED}`)
        .raw(),
    };
  }

  /** Another number after each commit of somebody else. */
  version(): number {
    return this.statements.version.get() as number;
  }

  head(): number {
    return this.statements.head.get() ?? 0;
  }

  /** In the order of their first events. */
  streamsAfter(id: number, limit: number): readonly NumberedStream[] {
    return this.statements.streams.all(id, limit);
  }

  first(): RecordedEvent | null {
    return this.rows.recorded(this.statements.first.all())[0] ?? null;
  }

  stream(name: string, { from = 0, limit = DEFAULT_LIMIT }: ReadStreamOptions): RecordedEvent[] {
    const first = counted('from', from, Number.MAX_SAFE_INTEGER);
    this.snapshot.use();
    const rows = this.statements.stream.all(name, first, limited(limit));
    if (rows.length > 0 && (rows.at(-1) as EventRow)[2] - first + 1 !== rows.length)
      throw new UnreadableLog(
        `the event log is damaged: stream ${name} has a hole behind revision ${first - 1}`,
      );
    return this.rows.recorded(rows);
  }

  /** Newest first, from a revision on; null is the end. */
  streamBackwards(name: string, from: number | null, limit: number): RecordedEvent[] {
    const last = from ?? Number.MAX_SAFE_INTEGER;
    return this.newestFirst(this.statements.streamBackwards.all(name, last, limited(limit)));
  }

  /** Newest first, before a position; null is the end. */
  allBackwards(before: Position | null, limit: number): RecordedEvent[] {
    const end = Number(before ?? Number.MAX_SAFE_INTEGER);
    return this.newestFirst(this.statements.allBackwards.all(end, limited(limit)));
  }

  /** Throws {@link ForeignPosition}. */
  all({ after, filter, limit = DEFAULT_LIMIT }: ReadAllOptions): AllPage {
    const head = this.head();
    const start = this.known(after, head);
    const last = filter ? Math.min(head, start + FILTER_WINDOW) : head;
    const wanted = limited(limit);
    const found = this.select(start, last, wanted, filter);
    const rows = fitting(found);
    const full = rows.length < found.length || rows.length === wanted;
    const next = full ? (rows.at(-1) as EventRow)[0] : last;
    return { events: this.rows.recorded(rows), next: next === 0 ? null : BigInt(next), end: next === head };
  }

  /** What was committed up to now is seen by every later read. */
  refresh(): void {
    this.snapshot.end();
  }

  close(): void {
    this.snapshot.end();
    this.db.close();
  }

  private select(start: number, last: number, limit: number, filter?: EventFilter): EventRow[] {
    if (!filter) return this.dense(start, last, this.statements.all.all(start, last, limit));
    const { streamPrefixes = [], typePrefixes = [] } = filter;
    return this.statements.filtered.all(
      start,
      last,
      JSON.stringify(streamPrefixes),
      JSON.stringify(typePrefixes),
      limit,
    );
  }

  /** Rows of `$all` behind a position: none between two is missing, and there are some where the log goes on. */
  private dense(start: number, last: number, rows: EventRow[]): EventRow[] {
    const end = rows.at(-1)?.[0] ?? start;
    if (end - start === rows.length && (rows.length > 0 || start === last)) return rows;
    const there = rows.findIndex(([position], index) => position !== start + 1 + index);
    const missing = start + 1 + (there < 0 ? rows.length : there);
    throw new UnreadableLog(`the event log is damaged: the event at position ${missing} is missing`);
  }

  private newestFirst(rows: EventRow[]): RecordedEvent[] {
    return this.rows.recorded(fitting(rows).reverse()).reverse();
  }

  private known(after: Position | null, head: number): number {
    if (after === null) return 0;
    if (after < 0n || after > BigInt(head))
      throw new ForeignPosition(`position ${after} is none of this event log, which ends at ${head}`);
    return Number(after);
  }
}

const STREAM = `WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ? ORDER BY revision LIMIT ?`;

const STREAM_BACKWARDS = `WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision <= ? ORDER BY revision DESC LIMIT ?`;

const ALL_BACKWARDS = `WHERE position < ? ORDER BY position DESC LIMIT ?`;

const ALL = `WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`;

const FILTERED = `CROSS JOIN streams s ON s.id = e.stream CROSS JOIN types t ON t.id = e.type
  WHERE e.position > ? AND e.position <= ? AND (
    EXISTS (SELECT 1 FROM json_each(?) p WHERE substr(s.name, 1, length(p.value)) = p.value) OR
    EXISTS (SELECT 1 FROM json_each(?) p WHERE substr(t.name, 1, length(p.value)) = p.value))
  ORDER BY e.position LIMIT ?`;

/** The first rows that together stay near the size of a page; at least one. */
function fitting(rows: EventRow[]): EventRow[] {
  let bytes = 0;
  const tooMany = rows.findIndex((row) => (bytes += bytesOf(row)) > PAGE_BYTES);
  return tooMany < 0 ? rows : rows.slice(0, Math.max(1, tooMany));
}

const limited = (limit: number): number => counted('limit', limit, MAX_LIMIT, 1);

function counted(what: string, value: number, most: number, least = 0): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${what} is ${value}; it is a whole number from ${least} to ${most}`);
}
