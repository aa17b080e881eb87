import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '#platform/runtime';
import { UnreadableLog } from '../../errors.js';
import { type LedgerIdentity, ledgerOf } from '../../ledger.js';
import { EmbeddedReader } from '../embedded-reader.js';
import { type Connection, logFile, openForReading } from '../log-file.js';
import { checkEnd } from '../log-end.js';
import { translated } from '../sqlite-errors.js';
import { StoredRows } from '../verification/stored-rows.js';
import { copyCompanions } from './companions.js';
import { damagedIn } from './copy-check.js';
import { syncedText, syncSoFar } from './durable-files.js';
import { hashFile } from './hash-file.js';
import { sealCopy, tailOf, type LogTail } from './log-tail.js';
import {
  BackupRefused,
  type BackupManifest,
  MANIFEST_FILE,
  MANIFEST_FORMAT,
  manifestText,
} from './manifest.js';

/** `copy` counts pages, `read the copy` events. */
export type BackupStep = 'copy' | 'read the copy';

export interface BackupOptions {
  readonly dataDir: string;
  /** A directory that is empty or does not exist yet. */
  readonly to: string;
  /** Other SQLite files of the data directory that the ledger does not tell, by name; those that exist are kept too. */
  readonly companions?: readonly string[];
  /** Version of this build. */
  readonly build: string;
  /** Instant, ISO-8601 UTC. */
  readonly now: string;
  readonly onProgress: (step: BackupStep, done: number, total: number) => void;
}

/** 2 MB: others who sync wait no longer than for these. */
const PAGES_AT_ONCE = 512;

/**
 * Copies the log as it stands at one instant, beside its owner or without one, and reads the copy back: count and last
 * event are the log's, and every event is what its checksum was made of or, written without one, what the log holds;
 * a start would open it.
 * The manifest is written last; a copy that fails is removed. Throws {@link BackupRefused}, EventStoreUnavailable,
 * UnreadableLog when log or copy is damaged, and errors of the file system.
 */
export async function backUpLog(options: BackupOptions): Promise<BackupManifest> {
  const { dataDir, to } = options;
  const ledger = await openedLedger(dataDir);
  claimEmpty(to);
  try {
    const source = openForReading(dataDir);
    try {
      return await copyOf(source, ledger, options);
    } finally {
      source.close();
    }
  } catch (error) {
    for (const name of readdirSync(to)) rmSync(join(to, name), { force: true });
    throw translated(error, `${logFile(dataDir)} or its copy in ${to}`);
  }
}

async function openedLedger(dataDir: string): Promise<LedgerIdentity> {
  const reader = new EmbeddedReader(dataDir);
  try {
    const ledger = await ledgerOf(reader);
    if (ledger) return ledger;
    throw new BackupRefused(`${dataDir} holds no ledger yet: there is nothing to back up`);
  } finally {
    await reader.close();
  }
}

function claimEmpty(to: string): void {
  if (existsSync(to) && (!statSync(to).isDirectory() || readdirSync(to).length > 0))
    throw new BackupRefused(`${to} is not an empty directory: a backup is written into one of its own`);
  makeDirectory(to);
}

async function copyOf(
  source: Connection,
  ledger: LedgerIdentity,
  { dataDir, to, build, now, onProgress, companions: names = [] }: BackupOptions,
): Promise<BackupManifest> {
  const companions = await copyCompanions(dataDir, to, names);
  const tail = await copyPages(source, to, (done, total) => onProgress('copy', done, total));
  await readBack(source, tail, { dataDir, to, onProgress });
  const { bytes, sha256 } = await hashFile(logFile(to));
  const file = { name: 'log.sqlite', bytes, sha256 };
  const kept = { file, companions, takenAt: now, build };
  const manifest = { format: MANIFEST_FORMAT, ...ledger, ...tail, ...kept };
  syncedText(join(to, MANIFEST_FILE), manifestText(manifest));
  return manifest;
}

/**
 * Page by page within one read transaction: appends go on beside it, and the copy, which they would otherwise begin
 * anew, is of one instant. Meanwhile the write-ahead log cannot begin anew, so nothing else is done in it.
 */
async function copyPages(
  source: Connection,
  to: string,
  onProgress: (done: number, total: number) => void,
): Promise<LogTail> {
  source.exec('BEGIN');
  try {
    const tail = tailOf(source);
    await source.backup(logFile(to), {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages - remainingPages, totalPages);
        syncSoFar(logFile(to));
        return PAGES_AT_ONCE;
      },
    });
    return tail;
  } finally {
    if (source.inTransaction) source.exec('COMMIT');
  }
}

async function readBack(
  source: Connection,
  tail: LogTail,
  { dataDir, to, onProgress }: Pick<BackupOptions, 'dataDir' | 'to' | 'onProgress'>,
): Promise<void> {
  sealCopy(logFile(to));
  const copy = openForReading(to);
  try {
    if (JSON.stringify(tailOf(copy)) !== JSON.stringify(tail))
      throw new UnreadableLog(
        `the copy in ${to} does not end where the log did: the disk does not keep what it is given`,
      );
    const { events } = tail;
    const told = (done: number): void => onProgress('read the copy', done, events);
    const position = await damagedIn(copy, { events, original: source, onProgress: told });
    if (position !== null) throw damageAt(source, position, { dataDir, to });
  } finally {
    copy.close();
  }
  // As a start looks at what is restored: by the index, too.
  checkEnd(to);
}

/** Damage lies in the log itself, or came about on the way. */
function damageAt(
  source: Connection,
  position: number,
  { dataDir, to }: Pick<BackupOptions, 'dataDir' | 'to'>,
): UnreadableLog {
  const rows = new StoredRows(source);
  const row = rows.one(position);
  if (row && rows.isIntact(row) !== false)
    return new UnreadableLog(
      `the copy in ${to} is not what the log holds at position ${position}: the disk does not keep what it is given`,
    );
  const what = `the event at position ${position} (${row?.type} at ${row?.stream}@${row?.revision}) is other than written`;
  return new UnreadableLog(
    `${logFile(dataDir)} is damaged: ${what}; this copy was not finished, keep the backups you have`,
  );
}
