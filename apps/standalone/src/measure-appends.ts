import { type CommittedBatch, EmbeddedLog, type EventStore } from '#platform/event-store';
import type { Metrics } from '#platform/observability';
import type { Opened } from '#platform/runtime';

/** Batches, commits and the queue of the embedded log; nothing for a store elsewhere. */
export function measureAppends(metrics: Metrics, store: EventStore, opened: Opened): void {
  if (!(store instanceof EmbeddedLog)) return;
  const batchEvents = metrics.distribution({
    name: 'civitas_append_batch_events',
    help: 'Events written by one commit of the log',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000],
  });
  const commitSeconds = metrics.distribution({
    name: 'civitas_append_commit_seconds',
    help: 'Time from handing a batch to the writing thread to its being on disk',
    buckets: [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  });
  const stop = store.onCommit(({ events, seconds }: CommittedBatch) => {
    batchEvents(events);
    commitSeconds(seconds);
  });
  opened.add(stop);
  metrics.gauge({
    name: 'civitas_append_queue_events',
    help: 'Events that wait to be written or are being written',
    read: () => [{ value: store.held.events }],
  });
  metrics.gauge({
    name: 'civitas_append_queue_bytes',
    help: 'Bytes of the events that wait to be written or are being written',
    read: () => [{ value: store.held.bytes }],
  });
}
