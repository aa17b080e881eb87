import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { constants, setPriority } from 'node:os';
import { type BackupManifest, backUpLog, restoreLog } from '#platform/event-store';
import { type Configuration, prepareDataDirectory, readConfiguration } from '#platform/http';
import { systemClock } from '#platform/values';
import { PROCESS_FILE } from '../../admin-api/src/open-processes.js';
import { Failure, type Output } from './command.js';

/** Copies the log of DATA_DIR while its server runs, giving way to it, and reads the copy back. */
export async function backup(to: string | undefined, out: Output): Promise<void> {
  const dataDir = embeddedLogOf(readConfiguration(process.env));
  if (!to) throw new Failure('name a new directory for the backup: --to <directory>');
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const bars = new Map<string, (done: number) => void>();
  const onProgress = (step: string, done: number, total: number): void => {
    let show = bars.get(step);
    if (!show) bars.set(step, (show = out.progress(step, total)));
    show(done);
  };
  const companions = [PROCESS_FILE];
  const wanted = { dataDir, to, companions, build: buildVersion(), now: systemClock.now(), onProgress };
  show(await backUpLog(wanted), out);
  out.say(`backed up to ${to}, and read back: it is what the log holds`);
}

/** Puts a backup into DATA_DIR, which must be empty. */
export async function restore(from: string | undefined, out: Output): Promise<void> {
  const dataDir = embeddedLogOf(readConfiguration(process.env));
  if (!from) throw new Failure('name the directory of a backup: --from <directory>');
  prepareDataDirectory(dataDir);
  let bar: ((done: number) => void) | undefined;
  const onProgress = (bytes: number, total: number): void => (bar ??= out.progress('restore', total))(bytes);
  show(await restoreLog({ from, dataDir, onProgress }), out);
  out.say(`restored into ${dataDir}; read models are folded again at the next start`);
}

function embeddedLogOf({ eventStore, dataDir }: Configuration): string {
  if (eventStore.kind === 'embedded') return dataDir;
  throw new Failure('EVENT_STORE_URL names another store: back it up with its own tools');
}

function show({ file, last, ...manifest }: BackupManifest, out: Output): void {
  const { ledgerId, ordinal, events, takenAt, build } = manifest;
  const lastEvent = `${last.stream}@${last.revision}`;
  out.table([
    { ledgerId, ordinal, events, lastEvent, bytes: file.bytes, sha256: file.sha256, takenAt, build },
  ]);
}

function buildVersion(): string {
  const file = findPackageJSON(import.meta.url);
  return (JSON.parse(readFileSync(file as string, 'utf8')) as { version: string }).version;
}
