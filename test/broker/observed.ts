import { openEmbeddedReader, type EventReader } from '#platform/event-store';
import {
  consumeEvents,
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
import { committedRecords } from './topic-at-rest.js';

/**
 * Every record of an event topic that rests, read to its real end: dense in each partition, and handed on alike, in
 * the same order, by the checking consumer.
 */
export async function everyRecord(
  brokers: readonly string[],
  topic: string,
): Promise<readonly VerifiedRecord[]> {
  const records = await committedRecords(brokers, topic);
  for (const inPartition of Map.groupBy(records, ({ partition }) => partition).values())
    expect(inPartition.map(({ sequence }) => sequence)).toEqual(inPartition.map((_, n) => n));
  const consumed = await consumedRecords(brokers, topic, records.length);
  expect(placesOf(consumed)).toEqual(placesOf(records));
  return records;
}

/** Where each record stands, partition by partition, in the order given. */
const placesOf = (records: readonly VerifiedRecord[]): readonly string[] =>
  records
    .toSorted((a, b) => a.partition - b.partition)
    .map(({ partition, offset, id }) => `${partition}/${offset} ${id}`);

/** The first records a checking consumer is given, at least so many. */
async function consumedRecords(
  brokers: readonly string[],
  topic: string,
  enough: number,
): Promise<readonly VerifiedRecord[]> {
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
    await eventually(`${enough} records`, () => over || seen.length >= enough, 60_000);
  } finally {
    stop.abort();
  }
  await ended;
  return seen;
}

/**
 * Compares what Kafka holds with the log: every raise once, by its id, in order per counter, dense; the totals equal
 * the fold. To be asked for when the relay has taken all of the log.
 */
export async function expectEqualToLog(
  brokers: readonly string[],
  dataDir: string,
  total: number,
  counters: number,
): Promise<void> {
  const records = await everyRecord(brokers, RAISES_TOPIC);
  expect(records).toHaveLength(total);
  const byKey = Map.groupBy(records, ({ key }) => key);
  const reader = await openEmbeddedReader(dataDir);
  const { values, proven } = await provenTotals(brokers);
  expect(proven).toBe(true);
  expect(values.size).toBe(counters);
  for (let number = 0; number < counters; number++) {
    const { counter } = raiseOf(number, counters);
    const raises = await raisesOf(reader, counter);
    const published = byKey.get(counter)?.map(({ id, type, value }) => ({ id, type, value }));
    expect(published).toEqual(raises.map((raise) => ({ ...raise, type: counterRaisedV1 })));
    const sum = raises.reduce((all, { value }) => all + value.by, 0);
    expect(values.get(counter)).toEqual({ counter, total: sum, raises: raises.length } satisfies CounterRow);
  }
  await reader.close();
}

const provenTotals = (brokers: readonly string[]) =>
  eventually(
    'markers that prove the totals',
    async () => {
      const rebuilt = await rebuildStateTopic({ brokers }, TOTALS_TOPIC);
      return rebuilt.proven && rebuilt;
    },
    30_000,
  );

interface StoredRaise {
  readonly id: string;
  readonly value: Raised;
}

async function raisesOf(reader: EventReader, counter: string): Promise<StoredRaise[]> {
  const raises: StoredRaise[] = [];
  for (;;) {
    const page = await reader.readStream(`counters.counter-${counter}`, { from: raises.length });
    if (page.length === 0) return raises;
    raises.push(
      ...page.map(({ id, data }) => ({ id, value: JSON.parse(Buffer.from(data).toString()) as Raised })),
    );
  }
}
