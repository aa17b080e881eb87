import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes what was created or renamed in a directory last. */
export function syncDirectory(path: string): void {
  synced(path, 'r', () => undefined);
}

/** The file appears whole or not at all. */
export function syncedText(file: string, text: string): void {
  synced(`${file}.unfinished`, 'w', (handle) => writeSync(handle, text));
  renameSync(`${file}.unfinished`, file);
  syncDirectory(dirname(file));
}

function synced(path: string, mode: 'r' | 'r+' | 'w', work: (handle: number) => void): void {
  const handle = openSync(path, mode);
  try {
    work(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Syncs what was written of a file so far. Done every few megabytes, the syncs of others on the same disk never wait
 * behind a heap of pages. It drops this process's locks on the file: not for one that anybody else has open.
 */
export function syncSoFar(file: string): void {
  synced(file, 'r+', () => undefined);
}
