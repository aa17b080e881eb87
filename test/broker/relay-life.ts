import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, type EventStore } from '#platform/event-store';
import {
  EventPartition,
  FROM_THE_START,
  relayThrough,
  settingsOf,
  StatePartition,
  verified,
  type MessageBroker,
  type RelayOptions,
  type RelayStatus,
} from '#platform/messaging';
import { eventually, MemoryEventStore } from '#platform/testing';
import { counters, LEDGER, NOW, RAISES_TOPIC, TOTALS_TOPIC } from './counters.js';
import type { MemoryBroker } from './memory-broker.js';

export async function openedStore(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  await openLedger(store, LEDGER, NOW);
  return store;
}

/** Folders of relays' private files, removed with {@link forgetDirs}. */
const dirs: string[] = [];
export const freshDir = (): string => {
  dirs.push(mkdtempSync(join(tmpdir(), 'civitas-relay-')));
  return dirs.at(-1)!;
};
export const forgetDirs = (): void =>
  dirs.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true }));

/** Relays until everything in the store is published, then stops; answers the last status. */
export async function relayAll(
  broker: MessageBroker,
  store: EventStore,
  dataDir: string,
  overrides: Partial<RelayOptions> = {},
): Promise<RelayStatus> {
  const stop = new AbortController();
  let status: RelayStatus | undefined;
  const running = relayThrough(
    broker,
    settingsOf({
      brokers: [],
      reader: store,
      ledger: LEDGER,
      definitions: [counters],
      dataDir,
      signal: stop.signal,
      markerIntervalMs: 0,
      onStatus: (now) => (status = now),
      ...overrides,
    }),
  );
  const last = (await store.readAll({ after: null, limit: 100_000 })).events.filter(
    ({ stream }) => !stream.startsWith('$'),
  );
  // It may fail while this looks elsewhere; what it threw is thrown below.
  running.catch(() => undefined);
  const done = (): boolean =>
    status?.phase === 'stopped' || (status?.phase === 'live' && status.ordinal === last.length - 1);
  try {
    await eventually('everything published', done);
  } finally {
    stop.abort();
  }
  await running;
  return status!;
}

/** The raises by counter, checked to be whole, once and in order. */
export function publishedRaises(broker: MemoryBroker): Map<string, unknown[]> {
  const partitions = new Map<number, EventPartition>();
  const byKey = new Map<string, unknown[]>();
  for (const delivered of broker.of(RAISES_TOPIC)) {
    const record = verified(delivered);
    let partition = partitions.get(record.partition);
    if (!partition) partitions.set(record.partition, (partition = new EventPartition(FROM_THE_START)));
    partition.take(record, String(record.offset + 1n));
    byKey.set(record.key, [...(byKey.get(record.key) ?? []), record.value]);
  }
  return byKey;
}

/** The totals as a consumer rebuilds them; throws when the topic contradicts itself. */
export function publishedTotals(broker: MemoryBroker): Map<string, unknown> {
  const partitions = new Map<number, StatePartition>();
  for (const delivered of broker.of(TOTALS_TOPIC)) {
    const record = verified(delivered);
    let partition = partitions.get(record.partition);
    if (!partition) partitions.set(record.partition, (partition = new StatePartition()));
    partition.take(record);
  }
  return new Map([...partitions.values()].flatMap((partition) => [...partition.entries()]));
}
