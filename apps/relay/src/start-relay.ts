import type { Configuration } from '#platform/http';
import { RelayThread, type RelayThreadOptions } from '#platform/messaging';
import type { Log } from '#platform/observability';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';
import { phaseLog } from './phase-log.js';

/** Starts the relay's thread where brokers are configured; what becomes of it is in the log. */
export function startRelay(
  { kafka, eventStore, dataDir, tracing }: Configuration,
  opened: Opened,
  { log, onDeath }: Pick<RelayThreadOptions, 'onDeath'> & { readonly log: Log },
): RelayThread | null {
  if (!kafka) return null;
  const thread = RelayThread.start({
    onStatus: phaseLog(log),
    onDeath,
    entry: workerEntry(import.meta.url, './relay.worker'),
    ...kafka,
    dataDir,
    tracing,
    ...(eventStore.kind === 'eventstoredb' && { eventStoreUrl: eventStore.url }),
  });
  opened.add(() => thread.stop());
  return thread;
}
