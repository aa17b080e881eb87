import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { UnreadableLog } from '../../errors.js';
import { hashFile } from './hash-file.js';
import { sealCopy } from './log-tail.js';
import type { BackedUpFile } from './manifest.js';

/**
 * Copies other SQLite files of a data directory as each stands at one instant, beside whoever writes them; those that
 * are not there are left out. What they know of the ledger has to be in the log, so they are copied before it.
 */
export async function copyCompanions(
  dataDir: string,
  to: string,
  names: readonly string[],
): Promise<readonly BackedUpFile[]> {
  const copied: BackedUpFile[] = [];
  for (const name of names) {
    if (!existsSync(join(dataDir, name))) continue;
    await copyOne(join(dataDir, name), join(to, name));
    copied.push({ name, ...(await hashFile(join(to, name))) });
  }
  return copied;
}

async function copyOne(from: string, to: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to);
    source.exec('COMMIT');
  } finally {
    source.close();
  }
  sealCopy(to);
}

/** Copies them out of a backup. Throws {@link UnreadableLog} for one that is not what was backed up. */
export async function takeCompanions(
  from: string,
  to: string,
  companions: readonly BackedUpFile[],
): Promise<void> {
  for (const { name, sha256 } of companions) {
    const found = await hashFile(join(from, name), { to: join(to, name) });
    if (found.sha256 !== sha256)
      throw new UnreadableLog(`${join(from, name)} is damaged: take another backup`);
  }
}

export function moveCompanions(from: string, to: string, companions: readonly BackedUpFile[]): void {
  for (const { name } of companions) renameSync(join(from, name), join(to, name));
}
