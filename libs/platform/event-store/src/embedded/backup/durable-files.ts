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

const CALLS_BETWEEN_SYNCS = 4;

/**
 * To be called after every few megabytes written to the file: now and then it is synced, so that no heap of unwritten
 * pages stands before the syncs of others on the same disk. It drops this process's locks on the file: not for one
 * that anybody else has open.
 */
export function gradualSync(file: string): () => void {
  let calls = 0;
  return () => {
    if (++calls % CALLS_BETWEEN_SYNCS === 0) synced(file, 'r+', () => undefined);
  };
}
