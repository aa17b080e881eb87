/** Raised when an earlier build could not go on with the tables. */
export const FILE_VERSION = 1;

export const TABLES = `
  CREATE TABLE IF NOT EXISTS processes (
    name TEXT PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL,
    ledger_id TEXT NOT NULL,
    is_installed INTEGER NOT NULL,
    fence INTEGER,
    fence_position TEXT,
    ordinal INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    position TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS seen (one INTEGER PRIMARY KEY CHECK (one = 1), seen TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS states (
    process TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (process, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS timers (
    id TEXT PRIMARY KEY NOT NULL,
    process TEXT NOT NULL,
    key TEXT NOT NULL,
    due_at TEXT NOT NULL,
    end_of TEXT,
    is_provisional INTEGER NOT NULL,
    causation_id TEXT NOT NULL,
    correlation_id TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS timers_due ON timers (process, due_at, id);
  CREATE TABLE IF NOT EXISTS outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT UNIQUE NOT NULL,
    process TEXT NOT NULL,
    key TEXT NOT NULL,
    command TEXT NOT NULL,
    data TEXT NOT NULL,
    reason TEXT,
    causation_id TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER NOT NULL DEFAULT 0,
    parked_since TEXT,
    parked_reason TEXT
  );
  CREATE INDEX IF NOT EXISTS outbox_order ON outbox (process, key, seq);
  CREATE INDEX IF NOT EXISTS outbox_parked ON outbox (process, parked_since)`;

/** What later builds keep besides; an earlier one leaves it empty. */
export const ADDED_COLUMNS = [
  { table: 'timers', column: 'traceparent' },
  { table: 'outbox', column: 'traceparent' },
] as const;
