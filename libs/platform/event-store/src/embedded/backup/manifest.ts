import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerIdentity } from '../../ledger.js';

export const MANIFEST_FORMAT = 1;
export const MANIFEST_FILE = 'manifest.json';

export interface BackedUpFile {
  /** Without a path. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What a backup says of itself; written last, so that a backup without it is none. */
export interface BackupManifest extends LedgerIdentity {
  /** Of this manifest. */
  readonly format: number;
  /** The store it was taken from; a restored one has an identity of its own. */
  readonly storeId: string;
  /** Of the ledger's last event. */
  readonly ordinal: number;
  /** Of the store, system streams too: its positions are 1 to this. */
  readonly events: number;
  /** The last event. */
  readonly last: { readonly stream: string; readonly revision: number; readonly id: string };
  /** The log. */
  readonly file: BackedUpFile;
  /** What lay beside it and cannot be made from it. */
  readonly companions: readonly BackedUpFile[];
  /** Instant, ISO-8601 UTC. */
  readonly takenAt: string;
  /** Version of the build that took it. */
  readonly build: string;
}

/** It cannot be backed up there, or restored from there; the message says why and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** As it is written: with the SHA-256 of all it says. */
export const manifestText = (manifest: BackupManifest): string =>
  `${JSON.stringify({ ...manifest, sum: sumOf(manifest) }, null, 2)}\n`;

/** Throws {@link BackupRefused} where there is no finished backup, one of a newer build, or the manifest is damaged. */
export function readManifest(from: string): BackupManifest {
  const { sum, ...manifest } = parsed(from);
  const { format } = manifest;
  const file = join(from, MANIFEST_FILE);
  if (typeof format === 'number' && format > MANIFEST_FORMAT)
    throw new BackupRefused(
      `the backup in ${from} has format ${format}, this build reads format ${MANIFEST_FORMAT}: restore it with the build that took it`,
    );
  // Those of builds before had no sum.
  if (sum !== undefined && sum !== sumOf(manifest))
    throw new BackupRefused(`${file} is damaged: it is other than written; take another backup`);
  if (isManifest(manifest)) return manifest;
  throw new BackupRefused(`${file} is not the manifest of a backup`);
}

const sumOf = (manifest: object): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** As far as a restore takes its word: the rest is compared with the file. */
function isManifest(manifest: { readonly format?: unknown }): manifest is BackupManifest {
  const { format, file, companions, takenAt } = manifest as Partial<BackupManifest>;
  const files: unknown = Array.isArray(companions) ? [file, ...(companions as unknown[])] : null;
  return (
    format === MANIFEST_FORMAT &&
    Array.isArray(files) &&
    files.every(isBackedUpFile) &&
    !Number.isNaN(Date.parse(String(takenAt)))
  );
}

function isBackedUpFile(file: unknown): file is BackedUpFile {
  const { name, bytes, sha256 } = Object(file) as Partial<BackedUpFile>;
  return /^[\w-]+\.sqlite$/.test(String(name)) && Number.isInteger(bytes) && typeof sha256 === 'string';
}

function parsed(from: string): { readonly format?: unknown; readonly sum?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(join(from, MANIFEST_FILE), 'utf8'))) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupRefused(`there is no finished backup in ${from}: it has no ${MANIFEST_FILE}`);
    throw new BackupRefused(
      `${join(from, MANIFEST_FILE)} cannot be read: ${(error as Error).message}; take another backup`,
    );
  }
}
