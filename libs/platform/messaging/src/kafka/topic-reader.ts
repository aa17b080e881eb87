import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { BrokerUnavailable } from '../errors.js';
import type { IncomingRecord } from '../messaging.js';
import { translated } from './client.js';

const STALL_MS = 45_000;
const FETCH_WAIT_MS = 100;
const ASK_ATTEMPTS = 10;
const ASK_AGAIN_MS = 300;

/**
 * Reads committed records from the beginning, each once and in order per partition, until `take` answers true or
 * every partition is read to where it ended when this began. Rejects with what `take` throws, and with
 * BrokerUnavailable when there is no such topic, or nothing moves for 45 s.
 */
export async function readCommitted(
  kafka: Kafka,
  topic: string,
  take: (record: IncomingRecord) => boolean,
): Promise<void> {
  const reading = new Reading(await extentsOf(kafka, topic), take);
  if (reading.complete) return;
  const consumer = kafka.consumer({
    groupId: `civitas-read-${randomUUID()}`,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    allowAutoTopicCreation: false,
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await toTheEnd(consumer, reading);
  } catch (error) {
    throw reading.refused ? error : translated(error, `reading ${topic}`);
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
}

/** Offset of the first record a partition still keeps, and of the next one to come. */
interface Extent {
  readonly low: bigint;
  readonly high: bigint;
}

/** How far each partition is read; a group that rebalances may deliver records again, they are passed over. */
class Reading {
  /** `take` threw. */
  refused = false;
  private readonly next: Map<number, bigint>;
  private enough = false;

  constructor(
    private readonly extents: ReadonlyMap<number, Extent>,
    private readonly take: (record: IncomingRecord) => boolean,
  ) {
    this.next = new Map([...extents].map(([partition, { low }]) => [partition, low]));
  }

  get complete(): boolean {
    return (
      this.enough ||
      [...this.extents].every(([partition, { high }]) => (this.next.get(partition) ?? 0n) >= high)
    );
  }

  batch(topic: string, partition: number, messages: readonly KafkaMessage[]): void {
    for (const message of messages) {
      const record = incoming(topic, partition, message);
      if (this.enough || record.offset < (this.next.get(partition) ?? 0n)) continue;
      try {
        this.enough = this.take(record);
      } catch (error) {
        this.refused = true;
        throw error;
      }
      this.next.set(partition, record.offset + 1n);
    }
  }

  passed(partition: number, lastOffset: bigint): void {
    if (lastOffset >= (this.next.get(partition) ?? 0n)) this.next.set(partition, lastOffset + 1n);
  }
}

async function toTheEnd(consumer: Consumer, reading: Reading): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const outcome = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
    timer = setTimeout(() => fail(new BrokerUnavailable(`nothing came for ${STALL_MS} ms`)), STALL_MS);
    // Batches of transaction markers alone reach only this event, and the last of a partition always is one.
    consumer.on('consumer.end_batch_process', ({ payload }) => {
      timer?.refresh();
      reading.passed(payload.partition, BigInt(payload.lastOffset));
      if (reading.complete) resolve();
    });
    consumer.on('consumer.crash', ({ payload }) => fail(payload.error));
    const running = consumer.run({
      autoCommit: false,
      // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown must be a rejection to kafkajs
      eachBatch: async ({ batch }) => {
        if (reading.refused) return;
        try {
          reading.batch(batch.topic, batch.partition, batch.messages);
        } catch (error) {
          fail(error);
        }
      },
    });
    running.catch(fail);
  });
  try {
    await outcome;
  } finally {
    clearTimeout(timer);
  }
}

/** A topic just made has no leader for a moment: asked again for some seconds. */
async function extentsOf(kafka: Kafka, topic: string): Promise<ReadonlyMap<number, Extent>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await extentsNow(kafka, topic);
    } catch (error) {
      const known = translated(error, `asking for the end of ${topic}`);
      if (attempt === ASK_ATTEMPTS || !(known instanceof BrokerUnavailable)) throw known;
      await sleep(ASK_AGAIN_MS);
    }
  }
}

async function extentsNow(kafka: Kafka, topic: string): Promise<ReadonlyMap<number, Extent>> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    // Asked for its offsets, kafkajs would wait long for a topic that is not there.
    if (!(await admin.listTopics()).includes(topic))
      throw new BrokerUnavailable(`the broker has no topic ${topic}, or does not let it be seen`);
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(
      offsets.map(({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }]),
    );
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

export const incoming = (topic: string, partition: number, message: KafkaMessage): IncomingRecord => ({
  topic,
  partition,
  offset: BigInt(message.offset),
  key: message.key?.toString() ?? '',
  value: message.value?.toString() ?? null,
  headers: message.headers ?? {},
});
