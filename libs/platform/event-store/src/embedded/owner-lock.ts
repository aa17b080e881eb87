import { DirectoryLock, lockFiles } from '#platform/sqlite';
import { EventStoreUnavailable } from '../errors.js';

const NAME = 'owner';
export const OWNER_FILES = lockFiles(NAME);

/**
 * One process writes a data directory; readers do not look at its lock. Throws {@link EventStoreUnavailable} naming the
 * process that holds it.
 */
export function takeOwnership(dataDir: string): DirectoryLock {
  const lock = DirectoryLock.take(dataDir, NAME);
  if (typeof lock !== 'string') return lock;
  throw new EventStoreUnavailable(
    `${dataDir} is in use by ${lock}; one process at a time writes an event log: ` +
      'stop that one, or give this one a DATA_DIR of its own',
  );
}
