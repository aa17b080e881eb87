import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { kafkaClient, translated } from '../kafka/client.js';
import type { KafkaConnection } from '../kafka/connection.js';
import { incoming } from '../kafka/topic-reader.js';
import { EventPartition, type PartitionProgress } from './event-partition.js';
import { verified, type VerifiedRecord } from './verified-record.js';

export interface VerifiedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly VerifiedRecord[];
  /** To be stored together with what the records change; the next start goes on from it. */
  readonly progress: PartitionProgress;
}

export interface ConsumeOptions extends KafkaConnection {
  readonly topic: string;
  /** What the consumer stored last for a partition, or where it wants to begin. */
  progressOf(partition: number): PartitionProgress;
  /** Resolves when records and progress are durable on the consumer's side. */
  handle(batch: VerifiedBatch): Promise<void>;
  readonly signal: AbortSignal;
  /** Members of one group share the partitions; alone in a group of its own without it. */
  readonly groupId?: string;
}

/**
 * Delivers the committed records of an event topic, checked to be whole, once and in order per partition. The
 * offset lives with the consumer's own state, not in Kafka, so a record and its effect cannot come apart.
 * Records of every type are delivered and counted, also of contracts that join the topic later: `handle` passes over
 * types it does not know. A partition that comes to a member of a group goes on from what is stored then; where it
 * leaves in the middle of a batch, `handle` must refuse progress that another member has stored meanwhile. Ends with the
 * signal; throws BrokenTopic, ForeignRecord, or what `handle` threw.
 */
export async function consumeEvents(options: ConsumeOptions): Promise<void> {
  const { topic, signal, groupId = `civitas-consumer-${randomUUID()}` } = options;
  const consumer = kafkaClient(options, 'civitas-consumer').consumer({
    groupId,
    maxWaitTimeInMs: 250,
    // A topic that a reader makes has the broker's defaults: not its partitions, and rows are thrown away with time.
    allowAutoTopicCreation: false,
  });
  const partitions = new Map<number, EventPartition>();
  const partitionOf = (number: number): EventPartition => {
    let partition = partitions.get(number);
    if (!partition) partitions.set(number, (partition = new EventPartition(options.progressOf(number))));
    return partition;
  };
  consumer.on('consumer.group_join', ({ payload }) => {
    // Somebody else may have had them since.
    partitions.clear();
    for (const number of payload.memberAssignment[topic] ?? [])
      consumer.seek({ topic, partition: number, offset: partitionOf(number).progress.offset });
  });
  const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
    const partition = partitionOf(batch.partition);
    const records: VerifiedRecord[] = [];
    for (const message of batch.messages) {
      const record = verified(incoming(topic, batch.partition, message));
      if (partition.take(record, batch.highWatermark)) records.push(record);
    }
    if (records.length > 0)
      await options.handle({ topic, partition: batch.partition, records, progress: partition.progress });
  };
  try {
    await untilAborted(consumer, topic, eachBatch, signal);
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
}

async function untilAborted(
  consumer: Consumer,
  topic: string,
  eachBatch: (payload: EachBatchPayload) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
  } catch (error) {
    throw translated(error, `subscribing to ${topic}`);
  }
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => reject(asError(error));
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) fail(translated(payload.error, `reading ${topic}`));
    });
    // kafkajs would try a batch that failed again; here the first failure ends it.
    let failed: Promise<never> | null = null;
    const once = (payload: EachBatchPayload): Promise<void> =>
      failed ??
      eachBatch(payload).catch((error: unknown) => {
        fail(error);
        return (failed = Promise.reject(asError(error)));
      });
    consumer.run({ autoCommit: false, eachBatch: once }).catch(fail);
  });
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
