import { join } from 'node:path';
import {
  backUpLog,
  type BackupManifest,
  type EmbeddedLog,
  openEmbeddedLog,
  openLedger,
  restoreLog,
} from '#platform/event-store';
import { derivedId } from '#platform/values';
import { temporaryDirectory } from './temporary-log.js';

export const LEDGER = { ledgerId: derivedId('backed-up'), clock: 'real' } as const;
export const NOW = '2021-06-01T02:00:00.000Z';

/** A folder for each test of the calling suite, in which a log in `data` is backed up to `backup`; removed behind it. */
export function archive() {
  const directory = temporaryDirectory();
  const place = (name: string): string => join(directory(), name);
  return {
    place,
    /** The log in `data`, with its ledger. */
    async openedLog(): Promise<EmbeddedLog> {
      const log = await openEmbeddedLog(place('data'));
      await openLedger(log, LEDGER, NOW);
      return log;
    },
    backUp: (): Promise<BackupManifest> =>
      backUpLog({
        ...{ dataDir: place('data'), to: place('backup'), companions: ['processes.sqlite', 'none.sqlite'] },
        ...{ build: '1.2.3', now: NOW, onProgress: () => undefined },
      }),
    restore: (from = 'backup'): Promise<BackupManifest> =>
      restoreLog({ from: place(from), dataDir: place('restored'), onProgress: () => undefined }),
  };
}
