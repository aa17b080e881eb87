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

/** Throws {@link BackupRefused} where there is no finished backup, or one of a newer build. */
export function readManifest(from: string): BackupManifest {
  const manifest = parsed(from);
  if (manifest.format === MANIFEST_FORMAT) return manifest as unknown as BackupManifest;
  throw new BackupRefused(
    typeof manifest.format === 'number'
      ? `the backup in ${from} has format ${manifest.format}, this build reads format ${MANIFEST_FORMAT}: restore it with the build that took it`
      : `${join(from, MANIFEST_FILE)} is not the manifest of a backup`,
  );
}

function parsed(from: string): { readonly format?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(join(from, MANIFEST_FILE), 'utf8'))) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupRefused(`there is no finished backup in ${from}: it has no ${MANIFEST_FILE}`);
    throw new BackupRefused(`${join(from, MANIFEST_FILE)} cannot be read: ${(error as Error).message}`);
  }
}
