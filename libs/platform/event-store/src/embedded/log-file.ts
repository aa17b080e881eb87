import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventStoreUnavailable, UnreadableLog } from '../errors.js';
import { EventChecksum, nameChecksum } from './event-checksum.js';
import { refuseLostLog } from './lost-log.js';

export type Connection = Database.Database;

/** `Civi`: tells our files from other people's. */
const APPLICATION_ID = 0x43697669;
/** 1: events without checksums, which are still read. 2: with them. */
const FORMAT_VERSION = 2;
const BUSY_TIMEOUT_MS = 5_000;

/** Position 1 of every log; its random id is the store's identity. */
export const STORE_STREAM = '$civitas-store';
const STORE_CREATED = '$StoreCreated';

/** As stored in `events.content_type`. */
export const CONTENT_TYPES = ['application/octet-stream', 'application/json'] as const;

// Event ids are not indexed: repeats are found in place, by stream and revision. Events written in format 1 have no checksum.
const SCHEMA = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    type INTEGER NOT NULL,
    content_type INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    created_ticks INTEGER NOT NULL,
    data BLOB NOT NULL,
    metadata BLOB NOT NULL,
    checksum INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
`;

export const logFile = (dataDir: string): string => join(dataDir, 'log.sqlite');

/** Where a log is restored before it is moved to its place: as long as it is there, there is no log to open. */
export const RESTORING = 'restoring';

/**
 * Makes an empty log if there is none. It appears whole or not at all: it is made under another name, synced,
 * and renamed. Only the owner of the directory may call it. Throws {@link EventStoreUnavailable} where a restore has
 * not come to its end, or a log was there before.
 */
export function createLogIfMissing(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const file = logFile(dataDir);
  if (existsSync(file)) return;
  if (existsSync(join(dataDir, RESTORING)))
    throw new EventStoreUnavailable(`a restore into ${dataDir} was interrupted: run it again`);
  refuseLostLog(dataDir);
  const unfinished = `${file}.unfinished`;
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
  const db = new Database(unfinished);
  try {
    db.pragma('synchronous = FULL');
    db.transaction(() => fillNewLog(db))();
  } finally {
    db.close();
  }
  renameSync(unfinished, file);
  syncDirectory(dataDir);
}

function fillNewLog(db: Connection): void {
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${FORMAT_VERSION}`);
  db.exec(SCHEMA);
  db.prepare('INSERT INTO streams VALUES (1, ?)').run(STORE_STREAM);
  db.prepare('INSERT INTO types VALUES (1, ?)').run(STORE_CREATED);
  const [id, createdMs, empty] = [randomUuidBytes(), Date.now(), Buffer.from('{}')];
  const header = { position: 1, revision: 0, createdMs, createdTicks: 0, contentType: 1, dataBytes: 2 };
  const names = { stream: nameChecksum(STORE_STREAM), type: nameChecksum(STORE_CREATED) };
  const checksum = new EventChecksum().of({ ...header, ...names }, Buffer.concat([id, empty, empty]));
  db.prepare('INSERT INTO events VALUES (1, 1, 0, ?, 1, 1, ?, 0, ?, ?, ?)').run(
    id,
    createdMs,
    empty,
    empty,
    checksum,
  );
}

/** Brings a log of an older format to this build's, at once and whole; only the owner of the directory may call it. */
export function upgradeLog(dataDir: string): void {
  const seen = openForReading(dataDir);
  const isCurrent = formatOf(seen) === FORMAT_VERSION;
  seen.close();
  if (isCurrent) return;
  const db = openForWriting(dataDir);
  try {
    db.transaction(() => {
      db.exec('ALTER TABLE events ADD COLUMN checksum INTEGER');
      db.pragma(`user_version = ${FORMAT_VERSION}`);
    }).immediate();
  } finally {
    db.close();
  }
}

/** Version 4 of RFC 9562. */
function randomUuidBytes(): Buffer {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes;
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Throws {@link UnreadableLog} for a file that is not ours or newer, {@link EventStoreUnavailable} when there is none. */
export function openForReading(dataDir: string): Connection {
  const db = opened(dataDir, { readonly: true });
  // Every thread has a connection of its own, and what it does not keep lies in the system's cache.
  db.pragma('cache_size = -2000');
  return db;
}

/** Write-ahead log, synced at each commit; throws {@link EventStoreUnavailable} where the file system cannot do that. */
export function openForWriting(dataDir: string): Connection {
  const db = opened(dataDir, { readonly: false });
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -4000');
  const { journalMode, synchronous } = durabilityOf(db, db.pragma('journal_mode = WAL', { simple: true }));
  if (journalMode === 'wal' && synchronous === 2) return db;
  db.close();
  throw new EventStoreUnavailable(
    `${logFile(dataDir)} cannot be kept safely here: journal mode ${journalMode}`,
  );
}

export interface Durability {
  readonly journalMode: string;
  /** SQLite's number: 2 is FULL. */
  readonly synchronous: number;
}

export const durabilityOf = (
  db: Connection,
  mode = db.pragma('journal_mode', { simple: true }),
): Durability => ({
  journalMode: String(mode),
  synchronous: Number(db.pragma('synchronous', { simple: true })),
});

function opened(dataDir: string, options: { readonly: boolean }): Connection {
  const file = logFile(dataDir);
  if (!existsSync(file)) throw new EventStoreUnavailable(`there is no event log at ${file} yet`);
  if (!options.readonly) checkWritable(file);
  const db = new Database(file, { ...options, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkFormat(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether each event of the log may have a checksum. */
export const hasChecksums = (db: Connection): boolean => formatOf(db) >= 2;

/** Whether every event of the log has one: a log made in this format begins with one, and none is written without. */
export const isChecksummedThroughout = (db: Connection): boolean =>
  hasChecksums(db) &&
  db.prepare<[], number>('SELECT checksum IS NOT NULL FROM events WHERE position = 1').pluck().get() === 1;

const formatOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }));

/** What may not be written SQLite would open all the same, for reading. Throws the system's errors. */
function checkWritable(file: string): void {
  for (const part of ['', '-wal', '-shm'].map((suffix) => file + suffix))
    if (existsSync(part)) accessSync(part, constants.W_OK);
}

function checkFormat(db: Connection, file: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    throw new UnreadableLog(`${file} is a SQLite file, but not an event log of Civitas`);
  const version = formatOf(db);
  if (version >= 1 && version <= FORMAT_VERSION) return;
  throw new UnreadableLog(
    `${file} has format ${version}; this build reads format ${FORMAT_VERSION}: use the build that wrote it`,
  );
}
