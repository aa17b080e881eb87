import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventChecksum, nameChecksum } from '../event-checksum.js';
import type { Connection } from '../log-file.js';
import { eventColumns, type EventRow } from '../recorded-rows.js';

const EVENTS_AT_ONCE = 2_000;
/** Room for the pages of so many, which are gone through twice. */
const CACHE_KIB = 16_000;
const ID_BYTES = 16;

export interface DigestOptions {
  /** How many: positions 1 to this. */
  readonly events: number;
  readonly onProgress: (done: number) => void;
  /** An event that is not what its checksum was made of. */
  readonly onDamage?: (position: number) => void;
}

/**
 * SHA-256 over the first events of a log, every field of each, and the names they use, hexadecimal. What is in a log
 * never changes, so it may grow meanwhile. Throws SQLite's errors.
 */
export async function digestOf(db: Connection, options: DigestOptions): Promise<string> {
  const { events, onProgress, onDamage } = options;
  const hash = createHash('sha256');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  const rows = db.prepare<[number, number], EventRow>(`SELECT ${eventColumns(db)} ${RANGE}`).raw();
  const bytes = db.prepare<[number, number], Buffer | null>(BYTES).pluck();
  const check = onDamage && checkOf(db, onDamage);
  let [stream, type] = [0, 0];
  for (let first = 1; first <= events; first += EVENTS_AT_ONCE) {
    const last = Math.min(first + EVENTS_AT_ONCE - 1, events);
    const page = rows.all(first, last);
    const bodies = bytes.get(first, last) ?? Buffer.alloc(0);
    check?.(page, bodies);
    for (const row of page) {
      stream = Math.max(stream, row[1]);
      type = Math.max(type, row[3]);
    }
    hash.update(JSON.stringify(page)).update(bodies);
    onProgress(last);
    await nextTurn();
  }
  // A name gets its number with its first event: those of the first events are the first.
  hash.update(namesUpTo(db, 'streams', stream)).update(namesUpTo(db, 'types', type));
  return hash.digest('hex');
}

const RANGE = 'FROM events e WHERE e.position BETWEEN ? AND ? ORDER BY e.position';
const BYTES = `SELECT CAST(group_concat(bytes, '') AS BLOB) FROM (SELECT e.id || e.data || e.metadata AS bytes ${RANGE})`;

function namesUpTo(db: Connection, table: 'streams' | 'types', id: number): Buffer {
  const names = `SELECT CAST(group_concat(name, char(0)) AS BLOB) FROM (SELECT name FROM ${table} WHERE id <= ? ORDER BY id)`;
  return db.prepare<[number], Buffer | null>(names).pluck().get(id) ?? Buffer.alloc(0);
}

/** Compares events with their checksums; those of builds that kept none pass. */
function checkOf(db: Connection, onDamage: (position: number) => void) {
  const sums = new EventChecksum();
  const streams = nameChecksums(db, 'streams');
  const types = nameChecksums(db, 'types');
  return (page: readonly EventRow[], bodies: Buffer): void => {
    let offset = 0;
    for (const row of page) {
      const [position, stream, revision, type, contentType, createdMs, createdTicks, dataBytes] = row;
      const checksum = row[9];
      const body = bodies.subarray(offset, (offset += ID_BYTES + dataBytes + row[8]));
      if (checksum === null) continue;
      const names = { stream: streams(stream), type: types(type) };
      const header = { position, revision, createdMs, createdTicks, contentType, dataBytes, ...names };
      if (sums.of(header, body) !== checksum) onDamage(position);
    }
  };
}

const REMEMBERED = 100_000;

function nameChecksums(db: Connection, table: 'streams' | 'types'): (id: number) => number {
  const name = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE id = ?`).pluck();
  const known = new Map<number, number>();
  return (id) => {
    let checksum = known.get(id);
    if (checksum === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(id, (checksum = nameChecksum(name.get(id) ?? '')));
    }
    return checksum;
  };
}
