import type { EventReader } from '#platform/event-store';
import type { Metrics } from '#platform/observability';
import { systemClock } from '#platform/values';
import {
  type ProjectionsSeen,
  type ProjectionState,
  projectionStates,
} from '../reads/projection-operations.js';
import { onceAScrape } from './once-a-scrape.js';
import { type ProjectionLag, projectionLags } from './projection-lags.js';

/** A number of each projection: the rest of its name, what it is, how it is found. */
type Column<Source> = readonly [name: string, help: string, value: (source: Source) => number];

const STANDING: readonly Column<ProjectionState>[] = [
  ['handled_events', 'Events the rows that are served were made from', ({ handled }) => handled],
  [
    'verified_ordinal',
    'Ordinal up to which the verifier has recounted the ledger',
    ({ coverage }) => coverage.verifiedTo,
  ],
  [
    'recounted_events',
    'Events the verifier counted for the projection',
    ({ coverage }) => coverage.recounted,
  ],
  ['skipped_events', 'Events an operator left out', ({ coverage }) => coverage.skipped],
  [
    'wrong',
    '1 where the verifier found rows that are not what the ledger says',
    ({ coverage }) => Number(coverage.wrong),
  ],
  ['parked_keys', 'Keys that wait because an event threw', ({ parkedKeys }) => parkedKeys.length],
];

const LAGS: readonly Column<ProjectionLag>[] = [
  [
    'lag_events',
    'Events of the ledger a projection has not taken in; past its reader counted up to 500',
    ({ events }) => events,
  ],
  [
    'lag_seconds',
    'Age of the oldest event of the ledger a projection has not taken in',
    ({ seconds }) => seconds,
  ],
];

/** Lag, state, coverage and parked keys of every projection. */
export function measureProjections(metrics: Metrics, projections: ProjectionsSeen, store: EventReader): void {
  const states = onceAScrape((): readonly ProjectionState[] => projectionStates(projections));
  const lags = onceAScrape(() => projectionLags(store, states(), Date.parse(systemClock.now())));
  columns(metrics, STANDING, states);
  columns(metrics, LAGS, lags);
  metrics.gauge({
    name: 'civitas_projection_state',
    help: '1 for the state a projection is in',
    labels: ['projection', 'state'],
    read: () => states().map(({ name, state }) => ({ labels: { projection: name, state }, value: 1 })),
  });
}

function columns<Source extends { readonly name: string }>(
  metrics: Metrics,
  wanted: readonly Column<Source>[],
  read: () => readonly Source[] | Promise<readonly Source[]>,
): void {
  for (const [name, help, value] of wanted)
    metrics.gauge({
      name: `civitas_projection_${name}`,
      help,
      labels: ['projection'],
      read: async () =>
        (await read()).map((source) => ({ labels: { projection: source.name }, value: value(source) })),
    });
}
