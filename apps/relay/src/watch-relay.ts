import type { RelayPhase, RelayThread } from '#platform/messaging';
import type { HealthCheck, Metrics } from '#platform/observability';

type Watched = Pick<RelayThread, 'status' | 'check'>;

const AT_WORK = new Set<RelayPhase>(['standby', 'catching-up', 'live']);

/** Readiness of a process that does nothing but relay: only what is parked leaves it of use. */
export const relayAloneCheck = (relay: Watched): HealthCheck => ({
  name: 'relay',
  get degradesOnly(): boolean {
    const { phase, behindSince } = relay.status();
    return AT_WORK.has(phase) && behindSince === null;
  },
  check: async () => (await relay.check.check()) ?? (relay.status().phase === 'starting' ? 'starting' : null),
});

/** How far the relay is. */
export function measureRelay(metrics: Metrics, relay: Pick<Watched, 'status'>): void {
  metrics.gauge({
    name: 'civitas_relay_phase',
    help: '1 for the phase the relay is in',
    labels: ['phase'],
    read: () => [{ labels: { phase: relay.status().phase }, value: 1 }],
  });
  metrics.gauge({
    name: 'civitas_relay_lag_events',
    help: 'Events of the ledger Kafka does not have yet, as far as they were counted; absent while the relay does not lead or has not counted to where Kafka is',
    read: () => {
      const { lag } = relay.status();
      return lag === null ? [] : [{ value: lag }];
    },
  });
  metrics.gauge({
    name: 'civitas_relay_parked_keys',
    help: 'Keys and topics the relay lets wait',
    read: () => [{ value: relay.status().parked.length }],
  });
  metrics.counter({
    name: 'civitas_relay_records_total',
    help: 'Records committed to Kafka',
    read: () => [{ value: relay.status().records }],
  });
}
