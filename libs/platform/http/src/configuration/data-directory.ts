import { mkdtempSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '#platform/runtime';
import { ConfigurationError } from './configuration.js';

const CAUSES: Readonly<Record<string, string>> = {
  ENOTDIR: 'it is a file, or lies below one',
  ENOENT: 'no directory can be made there',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
};
/** There may be room again: who writes there waits for it, or says so. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Makes the data directory where it is missing. Throws {@link ConfigurationError} when nothing can be made in it. */
export function prepareDataDirectory(dataDir: string): void {
  try {
    makeDirectory(dataDir);
    rmdirSync(mkdtempSync(join(dataDir, '.writable-')));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (NO_ROOM.includes(code)) return;
    throw new ConfigurationError([
      `DATA_DIR=${dataDir} cannot be used: ${CAUSES[code] ?? message}; name a directory that can be written`,
    ]);
  }
}
