import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { BrokerUnavailable } from '../errors.js';
import type { IncomingRecord } from '../messaging.js';
import { translated } from './client.js';

const READ_STALL_MS = 45_000;
const FETCH_WAIT_MS = 100;

/**
 * Reads committed records from the beginning, in order per partition, until `take` answers true or every
 * partition is read to where it ended when this began. Fails when nothing moves for 45 s.
 */
export async function readCommitted(kafka: Kafka, topic: string, take: (record: IncomingRecord) => boolean): Promise<void> {
  const ends = await endsOf(kafka, topic);
  const open = new Set([...ends].filter(([, end]) => end > 0n).map(([partition]) => partition));
  if (open.size === 0) return;
  const consumer = kafka.consumer({ groupId: `civitas-read-${randomUUID()}`, maxWaitTimeInMs: FETCH_WAIT_MS });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await untilRead(consumer, open, ends, take);
  } catch (error) {
    throw translated(error, `reading ${topic}`);
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
}

function untilRead(
  consumer: Consumer,
  open: Set<number>,
  ends: ReadonlyMap<number, bigint>,
  take: (record: IncomingRecord) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stalled = (): void => reject(new BrokerUnavailable(`nothing came for ${READ_STALL_MS} ms`));
    let timer = setTimeout(stalled, READ_STALL_MS);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      end();
    };
    const moved = (partition: number, lastOffset: string): void => {
      clearTimeout(timer);
      timer = setTimeout(stalled, READ_STALL_MS);
      if (BigInt(lastOffset) + 1n >= (ends.get(partition) ?? 0n)) open.delete(partition);
      if (open.size === 0) settle(resolve);
    };
    const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
      for (const message of batch.messages) {
        if (!open.has(batch.partition)) break;
        if (!take(incoming(batch.topic, batch.partition, message))) continue;
        open.clear();
        settle(resolve);
      }
      return Promise.resolve();
    };
    // Batches of transaction markers alone reach only this event, and the last of a partition always is one.
    consumer.on('consumer.end_batch_process', ({ payload }) => moved(payload.partition, payload.lastOffset));
    consumer.on('consumer.crash', ({ payload }) => settle(() => reject(payload.error)));
    consumer.run({ autoCommit: false, eachBatch }).catch((error: unknown) => settle(() => reject(error as Error)));
  });
}

async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
  } catch (error) {
    throw translated(error, `asking for the end of ${topic}`);
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
