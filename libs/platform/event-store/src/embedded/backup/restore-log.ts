import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UnreadableLog } from '../../errors.js';
import { logFile, openForReading, RESTORING } from '../log-file.js';
import { OWNER_FILES, takeOwnership } from '../owner-lock.js';
import { translated } from '../sqlite-errors.js';
import { moveCompanions, takeCompanions } from './companions.js';
import { syncDirectory } from './durable-files.js';
import { hashFile } from './hash-file.js';
import { tailOf } from './log-tail.js';
import { type BackedUpFile, BackupRefused, type BackupManifest, readManifest } from './manifest.js';
import { renewStore } from './renew-store.js';

export interface RestoreOptions {
  /** Directory of a backup. */
  readonly from: string;
  /** Empty or not there yet. */
  readonly dataDir: string;
  readonly onProgress: (bytes: number, total: number) => void;
}

/**
 * Puts a backup's ledger, its identity with it, into an empty data directory, as a store of its own. It appears there
 * whole or not at all, after its file and its end were found to be what the manifest says. Throws
 * {@link BackupRefused}, UnreadableLog when the backup is damaged or newer, EventStoreUnavailable when the disk refuses.
 */
export async function restoreLog({ from, dataDir, onProgress }: RestoreOptions): Promise<BackupManifest> {
  const manifest = readManifest(from);
  try {
    for (const file of [manifest.file, ...manifest.companions]) checkLength(join(from, file.name), file);
    openForReading(from).close();
    refuseOccupied(dataDir, manifest);
    const lock = takeOwnership(dataDir);
    try {
      await restoreInto(dataDir, from, manifest, onProgress);
    } finally {
      lock.release();
    }
    return manifest;
  } catch (error) {
    throw translated(error, `${logFile(from)} or its copy in ${dataDir}`);
  }
}

function checkLength(path: string, { bytes }: BackedUpFile): void {
  const there = existsSync(path) ? statSync(path).size : null;
  if (there === bytes) return;
  const found = there === null ? 'is missing' : `has ${there} bytes`;
  throw new UnreadableLog(`${path} ${found}, ${bytes} bytes were backed up: take another backup`);
}

/** What a restore that was killed left behind does not count. */
function refuseOccupied(dataDir: string, { companions }: BackupManifest): void {
  if (!existsSync(dataDir)) return;
  if (!statSync(dataDir).isDirectory())
    throw new BackupRefused(`${dataDir} is no directory: name a new DATA_DIR`);
  const there = readdirSync(dataDir);
  const moved = there.includes(RESTORING) ? companions.map(({ name }) => name) : [];
  const ours: readonly string[] = [...OWNER_FILES, RESTORING, ...moved];
  const [other] = there.filter((name) => !ours.includes(name));
  if (other === undefined) return;
  throw new BackupRefused(
    `${dataDir} is not empty, it holds ${other}: name a new DATA_DIR, or move away what is there; nothing is overwritten`,
  );
}

async function restoreInto(
  dataDir: string,
  from: string,
  manifest: BackupManifest,
  onProgress: RestoreOptions['onProgress'],
): Promise<void> {
  const beside = join(dataDir, RESTORING);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside);
  try {
    const total = manifest.file.bytes;
    const { sha256 } = await hashFile(logFile(from), {
      to: logFile(beside),
      onProgress: (bytes) => onProgress(bytes, total),
    });
    if (sha256 !== manifest.file.sha256)
      throw new UnreadableLog(
        `${logFile(from)} is damaged: its SHA-256 is ${sha256}, ${manifest.file.sha256} was backed up; take another backup`,
      );
    checkEnd(beside, manifest);
    await takeCompanions(from, beside, manifest.companions);
    const { storeId, takenAt, events } = manifest;
    renewStore(beside, { restoredFrom: { storeId, takenAt, events } });
    moveCompanions(beside, dataDir, manifest.companions);
    renameSync(logFile(beside), logFile(dataDir));
    syncDirectory(dataDir);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function checkEnd(dataDir: string, { storeId, ordinal, events, last }: BackupManifest): void {
  const db = openForReading(dataDir);
  try {
    if (JSON.stringify(tailOf(db)) !== JSON.stringify({ storeId, ordinal, events, last }))
      throw new UnreadableLog('the backup does not end where its manifest says: take another backup');
  } finally {
    db.close();
  }
}
