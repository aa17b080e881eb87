import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { verified, type VerifiedRecord } from '#platform/messaging';
import { eventually } from '#platform/testing';

const CHECKPOINTS = { topic: 'civitas.relay-checkpoints.v1', key: 'civitas-relay' };

interface Placed {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/**
 * Every committed record of a topic, in order per partition, read to where each partition ends when this begins:
 * how many are expected is none of its business. Nothing is checked but the headers; what a relay's consumers
 * would refuse or pass over is handed out as it stands.
 */
export async function committedRecords(
  brokers: readonly string[],
  topic: string,
): Promise<readonly VerifiedRecord[]> {
  return (await committed(brokers, topic)).map(({ partition, message }) =>
    verified({
      topic,
      partition,
      offset: BigInt(message.offset),
      key: message.key?.toString() ?? '',
      value: message.value?.toString() ?? null,
      headers: message.headers ?? {},
    }),
  );
}

/** Ordinal of the last ledger entry that Kafka's own checkpoint says it has all records of; -1 before the first. */
export async function relayedOrdinal(brokers: readonly string[]): Promise<number> {
  const all = await committed(brokers, CHECKPOINTS.topic);
  const last = all.findLast(({ message }) => message.key?.toString() === CHECKPOINTS.key);
  return last ? (JSON.parse(String(last.message.value)) as { ordinal: number }).ordinal : -1;
}

async function committed(brokers: readonly string[], topic: string): Promise<readonly Placed[]> {
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 2, maxRetryTime: 500, retries: 30 },
  });
  const left = await endsOf(kafka, topic);
  const next = new Map<number, bigint>();
  const read: Placed[] = [];
  let crash: Error | null = null;
  const consumer = kafka.consumer({ groupId: `civitas-observer-${randomUUID()}`, maxWaitTimeInMs: 100 });
  consumer.on('consumer.crash', ({ payload }) => (crash = payload.error));
  // The last of a partition is a transaction's marker, which reaches only this event.
  consumer.on('consumer.end_batch_process', ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      // eslint-disable-next-line @typescript-eslint/require-await -- kafkajs wants a promise
      eachBatch: async ({ batch: { partition, messages } }) => {
        for (const message of messages) {
          // A group that joins again is given records anew.
          if (BigInt(message.offset) < (next.get(partition) ?? 0n)) continue;
          next.set(partition, BigInt(message.offset) + 1n);
          read.push({ partition, message });
        }
      },
    });
    await eventually(`the end of ${topic}`, () => crash !== null || left.size === 0, 60_000);
  } finally {
    await consumer.disconnect();
  }
  if (crash !== null) throw crash as Error;
  return read;
}

/** Where each partition that holds anything ends. */
async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    return new Map(
      ends.map(({ partition, high }) => [partition, BigInt(high)] as const).filter(([, end]) => end > 0n),
    );
  } finally {
    await admin.disconnect();
  }
}
