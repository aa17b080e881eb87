import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { prepareDataDirectory } from '#platform/http';
import { Failure } from '../command.js';

/** The wanted folder, made where it is missing, or a fresh temporary one. Throws Failure when it holds anything. */
export async function emptyFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'civitas-demo-'));
  prepareDataDirectory(resolve(wanted));
  if ((await readdir(wanted)).length > 0)
    throw new Failure(`DATA_DIR ${wanted} holds something; the demo wants an empty folder`);
  return wanted;
}
