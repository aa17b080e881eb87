import { ForeignPosition } from '../errors.js';
import type {
  AllPage,
  EventFilter,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
} from '../event-store.js';
import { type Connection, openForReading } from './log-file.js';
import { EVENT_COLUMNS, type EventRow, RecordedRows } from './recorded-rows.js';

const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 10_000;
/** A page of `$all` ends early behind this many bytes, or this many events a filter was asked about. */
const PAGE_BYTES = 16 * 1024 * 1024;
const FILTER_WINDOW = 10_000;

/** The log read page by page over one connection of its own, on the calling thread. */
export class LogPages {
  private readonly db: Connection;
  private readonly rows: RecordedRows;
  private readonly statements;

  constructor(dataDir: string) {
    this.db = openForReading(dataDir);
    this.rows = new RecordedRows(this.db);
    this.statements = {
      head: this.db.prepare<[], number>('SELECT max(position) FROM events').pluck(),
      first: this.db
        .prepare<[], EventRow>(`SELECT ${EVENT_COLUMNS} FROM events e ORDER BY position LIMIT 1`)
        .raw(),
      version: this.db.prepare<[], number>('PRAGMA data_version').pluck(),
      stream: this.db.prepare<[string, number, number], EventRow>(STREAM).raw(),
      all: this.db.prepare<[number, number, number], EventRow>(ALL).raw(),
      filtered: this.db.prepare<[number, number, string, string, number], EventRow>(FILTERED).raw(),
    };
  }

  /** Another number after each commit of somebody else. */
  version(): number {
    return this.statements.version.get() as number;
  }

  head(): number {
    return this.statements.head.get() ?? 0;
  }

  first(): RecordedEvent | null {
    const row = this.statements.first.get();
    return row ? this.rows.recorded(row) : null;
  }

  stream(name: string, { from = 0, limit = DEFAULT_LIMIT }: ReadStreamOptions): RecordedEvent[] {
    return this.statements.stream
      .all(name, counted('from', from, Number.MAX_SAFE_INTEGER), limited(limit))
      .map((row) => this.rows.recorded(row));
  }

  /** Throws {@link ForeignPosition}. */
  all({ after, filter, limit = DEFAULT_LIMIT }: ReadAllOptions): AllPage {
    const head = this.head();
    const start = this.known(after, head);
    const last = filter ? Math.min(head, start + FILTER_WINDOW) : head;
    const wanted = limited(limit);
    const { events, full } = this.collect(this.select(start, last, wanted, filter), wanted);
    const next = full ? Number(events.at(-1)?.position) : last;
    return { events, next: next === 0 ? null : BigInt(next), end: next === head };
  }

  close(): void {
    this.db.close();
  }

  private select(
    start: number,
    last: number,
    limit: number,
    filter?: EventFilter,
  ): IterableIterator<EventRow> {
    if (!filter) return this.statements.all.iterate(start, last, limit);
    return this.statements.filtered.iterate(
      start,
      last,
      prefixes(filter.streamPrefixes),
      prefixes(filter.typePrefixes),
      limit,
    );
  }

  private collect(rows: Iterable<EventRow>, limit: number): { events: RecordedEvent[]; full: boolean } {
    const events: RecordedEvent[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = this.rows.recorded(row);
      events.push(event);
      bytes += event.data.byteLength + event.metadata.byteLength;
      if (events.length === limit || bytes > PAGE_BYTES) return { events, full: true };
    }
    return { events, full: false };
  }

  private known(after: Position | null, head: number): number {
    if (after === null) return 0;
    if (after < 0n || after > BigInt(head))
      throw new ForeignPosition(`position ${after} is none of this event log, which ends at ${head}`);
    return Number(after);
  }
}

const STREAM = `SELECT ${EVENT_COLUMNS} FROM events e
  WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision >= ? ORDER BY revision LIMIT ?`;

const ALL = `SELECT ${EVENT_COLUMNS} FROM events e WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`;

const FILTERED = `SELECT ${EVENT_COLUMNS} FROM events e CROSS JOIN streams s ON s.id = e.stream CROSS JOIN types t ON t.id = e.type
  WHERE e.position > ? AND e.position <= ? AND (
    EXISTS (SELECT 1 FROM json_each(?) p WHERE substr(s.name, 1, length(p.value)) = p.value) OR
    EXISTS (SELECT 1 FROM json_each(?) p WHERE substr(t.name, 1, length(p.value)) = p.value))
  ORDER BY e.position LIMIT ?`;

const prefixes = (given: readonly string[] | undefined): string => JSON.stringify(given ?? []);

const limited = (limit: number): number => counted('limit', limit, MAX_LIMIT, 1);

function counted(what: string, value: number, most: number, least = 0): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${what} is ${value}; it is a whole number from ${least} to ${most}`);
}
