import type { Configuration } from '#platform/http';
import { RelayThread } from '#platform/messaging';
import type { HealthCheck } from '#platform/observability';
import type { Opened } from '#platform/runtime';
import { workerEntry } from '#platform/threads';

/** Starts the relay's thread where brokers are configured, and answers what readiness has to ask about it. */
export function startRelay(
  { kafka, eventStore, dataDir, tracing }: Configuration,
  opened: Opened,
): readonly HealthCheck[] {
  if (!kafka) return [];
  const thread = RelayThread.start({
    entry: workerEntry(import.meta.url, '../../relay/src/relay.worker'),
    brokers: kafka,
    dataDir,
    tracing,
    ...(eventStore.kind === 'eventstoredb' && { eventStoreUrl: eventStore.url }),
  });
  opened.add(() => thread.stop());
  return [thread.check];
}
