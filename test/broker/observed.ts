import { openEmbeddedReader, type EventReader } from '#platform/event-store';
import {
  consumeEvents,
  EventPartition,
  FROM_THE_START,
  rebuildStateTopic,
  type PartitionProgress,
  type VerifiedRecord,
} from '#platform/messaging';
import { eventually } from '#platform/testing';
import {
  counterRaisedV1,
  RAISES_TOPIC,
  raiseOf,
  TOTALS_TOPIC,
  type CounterRow,
  type Raised,
} from './counters.js';

/** Everything a checking consumer of an event topic saw, in order per partition; `expected` or more records. */
export async function everyRecord(
  brokers: readonly string[],
  topic: string,
  expected: number,
): Promise<VerifiedRecord[]> {
  const stop = new AbortController();
  const seen: VerifiedRecord[] = [];
  const progress = new Map<number, PartitionProgress>();
  const consuming = consumeEvents({
    brokers,
    topic,
    progressOf: (partition) => progress.get(partition) ?? FROM_THE_START,
    handle: (batch) => {
      seen.push(...batch.records);
      progress.set(batch.partition, batch.progress);
      return Promise.resolve();
    },
    signal: stop.signal,
  });
  let over = false;
  const ended = consuming.finally(() => (over = true));
  // It may fail while this looks elsewhere; what it threw is thrown below.
  ended.catch(() => undefined);
  try {
    await eventually(`${expected} records`, () => over || seen.length >= expected, 60_000);
  } finally {
    stop.abort();
  }
  await ended;
  return seen;
}

/** Compares what Kafka holds with the log: every raise once, in order per counter, dense; the totals equal the fold. */
export async function expectEqualToLog(
  brokers: readonly string[],
  dataDir: string,
  total: number,
  counters: number,
): Promise<void> {
  const records = await everyRecord(brokers, RAISES_TOPIC, total);
  expect(records).toHaveLength(total);
  const byKey = new Map<string, Raised[]>();
  const partitions = new Map<number, EventPartition>();
  for (const record of records) {
    expect(record.type).toBe(counterRaisedV1);
    let partition = partitions.get(record.partition);
    if (!partition) partitions.set(record.partition, (partition = new EventPartition(FROM_THE_START)));
    partition.take(record);
    byKey.set(record.key, [...(byKey.get(record.key) ?? []), record.value as Raised]);
  }
  const reader = await openEmbeddedReader(dataDir);
  const { values, proven } = await provenTotals(brokers);
  expect(proven).toBe(true);
  expect(values.size).toBe(counters);
  for (let number = 0; number < counters; number++) {
    const { counter } = raiseOf(number, counters);
    const raises = await raisesOf(reader, counter);
    expect(byKey.get(counter)).toEqual(raises);
    const sum = raises.reduce((all, { by }) => all + by, 0);
    expect(values.get(counter)).toEqual({ counter, total: sum, raises: raises.length } satisfies CounterRow);
  }
  await reader.close();
}

const provenTotals = (brokers: readonly string[]) =>
  eventually(
    'markers that prove the totals',
    async () => {
      const rebuilt = await rebuildStateTopic(brokers, TOTALS_TOPIC);
      return rebuilt.proven && rebuilt;
    },
    30_000,
  );

async function raisesOf(reader: EventReader, counter: string): Promise<Raised[]> {
  const raises: Raised[] = [];
  for (;;) {
    const page = await reader.readStream(`counters.counter-${counter}`, { from: raises.length });
    if (page.length === 0) return raises;
    raises.push(...page.map(({ data }) => JSON.parse(Buffer.from(data).toString()) as Raised));
  }
}
