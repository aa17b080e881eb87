import type { Log } from '#platform/observability';
import type { Opened } from '#platform/runtime';
import { DirectoryLock } from '#platform/sqlite';

/**
 * Says of a directory another projector works on who that is. Rows stay right, since a checkpoint is moved by one alone;
 * but each of the two throws away what the other was faster with.
 */
export function announceRival(dataDir: string, log: Pick<Log, 'warn'>, opened: Opened): void {
  const lock = DirectoryLock.take(dataDir, 'projector');
  if (typeof lock === 'string')
    log.warn(
      { dataDir, holder: lock },
      'another projector works on this DATA_DIR: rows stay right, and both do the work; stop one of them',
    );
  else opened.add(() => lock.release());
}
