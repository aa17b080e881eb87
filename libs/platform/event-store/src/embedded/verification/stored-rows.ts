import { structureFaults } from '#platform/sqlite';
import { EventChecksum, nameChecksum } from '../event-checksum.js';
import { type Connection, hasChecksums, isChecksummedThroughout } from '../log-file.js';

/** An event's row with its names; what damage took away is null. */
export interface StoredRow {
  readonly position: number;
  readonly revision: number;
  readonly stream: string | null;
  readonly type: string | null;
  readonly contentType: number;
  readonly createdMs: number;
  readonly createdTicks: number;
  readonly dataBytes: number | null;
  readonly checksum: number | null;
  /** Id, data and metadata. */
  readonly body: Buffer | null;
}

export interface DisorderedStream {
  readonly stream: string;
  readonly revision: number;
}

/** Reads a log the way a verifier wants it: rows with their checksums, whatever shape they are in. Throws SQLite's errors. */
export class StoredRows {
  private readonly sums = new EventChecksum();
  private readonly isChecksummed: boolean;
  private readonly statements;

  constructor(private readonly db: Connection) {
    this.isChecksummed = isChecksummedThroughout(db);
    const rows = `SELECT e.position, e.revision, s.name AS stream, t.name AS type, e.content_type AS contentType,
      e.created_ms AS createdMs, e.created_ticks AS createdTicks, length(e.data) AS dataBytes,
      ${hasChecksums(db) ? 'e.checksum' : 'NULL AS checksum'}, CAST(e.id || e.data || e.metadata AS BLOB) AS body
      FROM events e LEFT JOIN streams s ON s.id = e.stream LEFT JOIN types t ON t.id = e.type`;
    this.statements = {
      head: db.prepare<[], number>('SELECT max(position) FROM events').pluck(),
      behind: db.prepare<[number, number, number], StoredRow>(
        `${rows} WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
      ),
      one: db.prepare<[number], StoredRow>(`${rows} WHERE e.position = ?`),
      disordered: db.prepare<[number], DisorderedStream>(DISORDERED),
    };
  }

  head(): number {
    return this.statements.head.get() ?? 0;
  }

  /** To be gone through at once. */
  behind(position: number, head: number, most: number): Iterable<StoredRow> {
    return this.statements.behind.iterate(position, head, most);
  }

  one(position: number): StoredRow | undefined {
    return this.statements.one.get(position);
  }

  /** Where streams have holes, or stand in another order than `$all`. */
  disordered(most: number): DisorderedStream[] {
    return this.statements.disordered.all(most);
  }

  /** What {@link structureFaults} says. */
  structure(): string[] {
    return structureFaults(this.db);
  }

  /** Whether the row is what was written; null when it was written without a checksum, by a build before format 2. */
  isIntact(row: StoredRow): boolean | null {
    if (row.stream === null || row.type === null || row.body === null || row.dataBytes === null) return false;
    if (row.checksum === null) return this.isChecksummed ? false : null;
    const names = { stream: nameChecksum(row.stream), type: nameChecksum(row.type) };
    return this.sums.of({ ...row, dataBytes: row.dataBytes, ...names }, row.body) === row.checksum;
  }
}

const DISORDERED = `
  SELECT coalesce(s.name, 'number ' || o.stream) AS stream, o.revision FROM (
    SELECT stream, revision, position, lag(revision) OVER w AS previous, lag(position) OVER w AS behind
    FROM events INDEXED BY events_by_stream WINDOW w AS (PARTITION BY stream ORDER BY revision)
  ) o LEFT JOIN streams s ON s.id = o.stream
  WHERE o.revision <> coalesce(o.previous + 1, 0) OR o.position <= coalesce(o.behind, 0) LIMIT ?`;
