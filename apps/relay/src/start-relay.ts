import type { Configuration } from '#platform/http';
import { RelayThread, type RelayThreadOptions } from '#platform/messaging';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';

/** Starts the relay's thread where brokers are configured. */
export function startRelay(
  { kafka, eventStore, dataDir, tracing }: Configuration,
  opened: Opened,
  listening: Pick<RelayThreadOptions, 'onStatus' | 'onDeath'> = {},
): RelayThread | null {
  if (!kafka) return null;
  const thread = RelayThread.start({
    ...listening,
    entry: workerEntry(import.meta.url, './relay.worker'),
    brokers: kafka,
    dataDir,
    tracing,
    ...(eventStore.kind === 'eventstoredb' && { eventStoreUrl: eventStore.url }),
  });
  opened.add(() => thread.stop());
  return thread;
}
