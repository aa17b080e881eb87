import { type CommittedBatch, EmbeddedLog, type EventStore } from '#platform/event-store';
import type { RelayStatus } from '#platform/messaging';
import type { Metrics } from '#platform/observability';
import type { ProjectorStatus } from '#platform/projections';
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

/** State of the projector's thread. */
export function measureProjector(metrics: Metrics, status: () => ProjectorStatus): void {
  metrics.gauge({
    name: 'civitas_projector_state',
    help: '1 for the state the projector is in',
    labels: ['state'],
    read: () => [{ labels: { state: status().state }, value: 1 }],
  });
}

/** How far the relay is; `readOrdinal` is how far this process has read the ledger. */
export function measureRelay(
  metrics: Metrics,
  status: () => RelayStatus,
  readOrdinal: () => number | null,
): void {
  metrics.gauge({
    name: 'civitas_relay_phase',
    help: '1 for the phase the relay is in',
    labels: ['phase'],
    read: () => [{ labels: { phase: status().phase }, value: 1 }],
  });
  metrics.gauge({
    name: 'civitas_relay_lag_events',
    help: 'Events of the ledger Kafka does not have yet; absent until the relay knows where it stands',
    read: () => {
      const { ordinal } = status();
      const read = readOrdinal();
      return ordinal === null || read === null ? [] : [{ value: Math.max(0, read - ordinal) }];
    },
  });
  metrics.gauge({
    name: 'civitas_relay_parked_keys',
    help: 'Keys and topics the relay lets wait',
    read: () => [{ value: status().parked.length }],
  });
  metrics.counter({
    name: 'civitas_relay_records_total',
    help: 'Records committed to Kafka',
    read: () => [{ value: status().records }],
  });
}
