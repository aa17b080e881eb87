import type { Metrics, Reading } from '#platform/observability';
import type { Traffic } from './traffic.js';
import type { Journey } from './under-way.js';

/** Reports the listener's connections, what is under way on them, and which were cut. */
export function measureTraffic(metrics: Metrics, traffic: Traffic): void {
  metrics.gauge({
    name: 'civitas_http_connections',
    help: 'Open connections',
    read: () => [{ value: traffic.connections }],
  });
  metrics.gauge({
    name: 'civitas_http_requests_under_way',
    help: 'Requests being received, handled, or answered to somebody who has not read all of it',
    labels: ['phase'],
    read: () => byPhase(traffic.underWay.all()),
  });
  metrics.counter({
    name: 'civitas_http_connections_cut_total',
    help: 'Connections cut because their other side did not read its answers',
    read: () => [{ value: traffic.underWay.cut }],
  });
}

function byPhase(journeys: Iterable<Journey>): readonly Reading[] {
  const counts = { receiving: 0, handling: 0, answering: 0 };
  for (const { phase } of journeys) counts[phase]++;
  return Object.entries(counts).map(([phase, value]) => ({ labels: { phase }, value }));
}
