import { UnreadableLog } from '../errors.js';
import { type Connection, logFile, openForReading } from './log-file.js';
import { type StoredRow, StoredRows } from './verification/stored-rows.js';

/** What the last writer may have left half done lies among so many; all of it is the verification's. */
const LAST_EVENTS = 1_000;

/**
 * Looks at the last events of `<dataDir>/log.sqlite`: positions without a hole, each event what its checksum was made
 * of, each stream's revisions one after another in the order of `$all`, found by the index too. Throws
 * {@link UnreadableLog} naming the first that is not so, and SQLite's errors.
 */
export function checkEnd(dataDir: string): void {
  const db = openForReading(dataDir);
  try {
    const fault = faultAtEnd(db);
    if (fault !== null)
      throw new UnreadableLog(
        `${logFile(dataDir)} is damaged at its end: ${fault}; nothing was written to it. Keep the file, and restore the newest backup`,
      );
  } finally {
    db.close();
  }
}

function faultAtEnd(db: Connection): string | null {
  const stored = new StoredRows(db);
  const head = stored.head();
  const order = revisionsOf(db);
  let position = Math.max(0, head - LAST_EVENTS);
  for (const row of [...stored.behind(position, head, LAST_EVENTS)]) {
    position++;
    if (row.position !== position) return `the event at position ${position} is missing`;
    const where = `the event at position ${position} (${row.type ?? 'unknown type'} at ${row.stream ?? 'unknown stream'}@${row.revision})`;
    if (stored.isIntact(row) === false) return `${where} is other than written`;
    if (!order(row)) return `${where} does not follow the one before it in its stream`;
  }
  return position === head ? null : `events up to position ${head} are missing`;
}

function revisionsOf(db: Connection): (row: StoredRow) => boolean {
  const at = db
    .prepare<[string, number], number>(
      'SELECT e.position FROM streams s CROSS JOIN events e INDEXED BY events_by_stream ON e.stream = s.id WHERE s.name = ? AND e.revision = ?',
    )
    .pluck();
  return ({ stream, revision, position }) => {
    if (stream === null || at.get(stream, revision) !== position) return false;
    return revision === 0 || (at.get(stream, revision - 1) ?? position) < position;
  };
}
