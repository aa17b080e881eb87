import { EventCodec, type EventReader, type EventStore, type LedgerIdentity } from '#platform/event-store';
import type { ContextDefinition, Projection, ProjectionEvent } from '#platform/projections';
import { derivedId, sha256 } from '#platform/values';

/** A context of the tests: counters that are raised; each raise is published, the totals are a state topic. */
export interface Raised {
  readonly counter: string;
  readonly by: number;
  readonly note?: string;
}

export interface CounterRow {
  readonly counter: string;
  readonly total: number;
  readonly raises: number;
  readonly note?: string;
}

type CounterEvent =
  ProjectionEvent<'CounterRaised', Raised> | ProjectionEvent<'CounterRemoved', { counter: string }>;

export const RAISES_TOPIC = 'civitas.counter-raises.v1';
export const TOTALS_TOPIC = 'civitas.counter-totals.v1';
export const counterRaisedV1 = 'civitas.counters.counter-raised.v1';

export const counterEvents = {
  CounterRaised: { version: 1, meaning: 'A counter is raised.', words: '计数增加' },
  CounterRemoved: { version: 1, meaning: 'A counter is gone.', words: '计数移除' },
};

export const totals: Projection<CounterRow, CounterEvent> = {
  name: 'counter-totals',
  version: 1,
  handles: ['CounterRaised', 'CounterRemoved'],
  keysOf: ({ data }) => [data.counter],
  evolve(row, { type, data }) {
    if (type === 'CounterRemoved') return null;
    const { counter, by, note } = data;
    const noted = note === undefined ? {} : { note };
    return { counter, total: (row?.total ?? 0) + by, raises: (row?.raises ?? 0) + 1, ...noted };
  },
};

export const counters: ContextDefinition = {
  name: 'counters',
  events: counterEvents,
  publish: ({ type, data }: { type: string; data: object }) =>
    type === 'CounterRaised' ? [{ type: counterRaisedV1, key: (data as Raised).counter, data }] : [],
  contracts: [counterRaisedV1],
  projections: [totals],
  topics: [{ topic: RAISES_TOPIC, contracts: [counterRaisedV1] }],
  stateTopics: [{ topic: TOTALS_TOPIC, projection: totals, value: (row: CounterRow) => row }],
};

export const LEDGER: LedgerIdentity = { ledgerId: '5f0c1f9e-0d5b-8a6c-9d2e-1f2a3b4c5d6e', clock: 'real' };
export const NOW = '2021-06-01T02:00:00.000Z';

const codec = new EventCodec([counterEvents]);

/** The n-th raise of a log: counter, amount and id follow from n alone. */
export const raiseOf = (n: number, counters: number): Raised => ({
  counter: `counter-${n % counters}`,
  by: (n % 7) + 1,
});

export const encoded = (id: string, type: keyof typeof counterEvents, data: object, traceparent?: string) =>
  codec.encode(
    id,
    { type, data },
    {
      commandId: id,
      requestHash: sha256(id),
      actor: 'test',
      role: 'system',
      correlationId: id,
      traceparent,
      recordedAt: NOW,
    },
    NOW.slice(0, 10),
  );

/**
 * Appends raises `from` … `to - 1`, each counter a stream. Lanes may run at once: each takes the counters whose
 * number is its own modulo the lanes, so that no two write to one stream.
 */
export async function appendRaises(
  store: EventStore,
  from: number,
  to: number,
  counters: number,
  { lane, lanes } = { lane: 0, lanes: 1 },
): Promise<void> {
  const revisions = new Map<string, number>();
  for (let n = from; n < to; n++) {
    if ((n % counters) % lanes !== lane) continue;
    const raise = raiseOf(n, counters);
    const stream = `counters.counter-${raise.counter}`;
    const revision = revisions.get(stream) ?? (await lastRevision(store, stream));
    const event = encoded(derivedId('raise', n), 'CounterRaised', raise);
    await store.append(stream, revision < 0 ? 'none' : revision, [event]);
    revisions.set(stream, revision + 1);
  }
}

async function lastRevision(reader: EventReader, stream: string): Promise<number> {
  let last = -1;
  for (;;) {
    const page = await reader.readStream(stream, { from: last + 1 });
    if (page.length === 0) return last;
    last += page.length;
  }
}
