import { randomUUID } from 'node:crypto';
import type { Kafka, Message, Producer, RecordMetadata, TopicMessages } from 'kafkajs';
import { TopicMadeAnew } from '../errors.js';
import type { FencedProducer, OutgoingRecord } from '../messaging.js';
import { CHECKPOINT_TOPIC } from '../wire/index.js';
import { within } from './client.js';

const OPEN_MS = 30_000;
const COMMIT_MS = 30_000;
const CLOSE_MS = 5_000;
const TRANSACTION_MS = 60_000;
/** kafkajs makes one record batch of what a send holds for a partition; brokers take 1 MiB by default. */
const MAX_BATCH_BYTES = 960_000;

export const fenceKey = (transactionalId: string): string => `${transactionalId}/fence`;

/** Connects and commits a small transaction: this ends whatever the predecessor had open, and its right to write. */
export async function openProducer(kafka: Kafka, transactionalId: string): Promise<FencedProducer> {
  const producer = kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    transactionTimeout: TRANSACTION_MS,
    allowAutoTopicCreation: false,
    createPartitioner:
      () =>
      ({ message }) =>
        message.partition ?? 0,
  });
  const fence = randomUUID();
  const close = (): Promise<void> => within(CLOSE_MS, 'closing the producer', producer.disconnect());
  const nothing = checkpointMessage(fenceKey(transactionalId), fence);
  try {
    await within(OPEN_MS, 'connecting the producer', producer.connect());
    await within(OPEN_MS, `fencing the predecessor in ${CHECKPOINT_TOPIC}`, transact(producer, [[nothing]]));
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return {
    fence,
    close,
    commit: (records, checkpoint) => {
      const sends: TopicMessages[][] = sendsOf(records);
      const last = sends.at(-1) ?? [];
      last.push(checkpointMessage(transactionalId, checkpoint));
      const all = sends.length > 0 ? sends : [last];
      return within(COMMIT_MS, `committing to ${topicsOf(all)}`, transact(producer, all));
    },
  };
}

async function transact(producer: Producer, sends: readonly TopicMessages[][]): Promise<void> {
  const transaction = await producer.transaction();
  try {
    for (const topicMessages of sends)
      refuseMadeAnew(topicMessages, await transaction.sendBatch({ topicMessages, acks: -1 }));
    await transaction.commit();
  } catch (error) {
    await transaction.abort().catch(() => undefined);
    throw error;
  }
}

/** Each record before this one took an offset of its partition at least; where fewer are taken, records are gone. */
function refuseMadeAnew(sent: readonly TopicMessages[], written: readonly RecordMetadata[]): void {
  for (const { topicName, partition, baseOffset } of written) {
    const messages = sent.find(({ topic }) => topic === topicName)?.messages ?? [];
    const sequence = messages.find((message) => message.partition === partition)?.headers?.[
      'civitas_sequence'
    ];
    if (baseOffset !== undefined && sequence !== undefined && Number(baseOffset) < Number(sequence))
      throw new TopicMadeAnew(
        `the topic ${topicName} was made anew or cut back: partition ${partition} goes on at offset ${baseOffset}, ` +
          `though ${String(sequence)} records were sent to it; delete all topics of this ledger together with the ` +
          'checkpoints, so that consumers begin anew',
      );
  }
}

/** A refusal does not say which of them it means. */
const topicsOf = (sends: readonly TopicMessages[][]): string =>
  [...new Set(sends.flatMap((send) => send.map(({ topic }) => topic)))].join(', ');

const checkpointMessage = (key: string, value: string): TopicMessages => ({
  topic: CHECKPOINT_TOPIC,
  messages: [{ key, value, partition: 0 }],
});

/** One send for all, unless a partition's share would be more than a broker takes in one batch. */
export function sendsOf(records: readonly OutgoingRecord[]): TopicMessages[][] {
  const sends: TopicMessages[][] = [];
  let messages = new Map<string, Message[]>();
  let filled = new Map<string, number>();
  const flush = (): void => {
    if (messages.size > 0) sends.push([...messages].map(([topic, list]) => ({ topic, messages: list })));
    messages = new Map();
    filled = new Map();
  };
  for (const { topic, partition, key, value, headers, bytes } of records) {
    const place = `${topic}/${partition}`;
    if ((filled.get(place) ?? 0) + bytes > MAX_BATCH_BYTES) flush();
    filled.set(place, (filled.get(place) ?? 0) + bytes);
    const list = messages.get(topic);
    const message: Message = { key, value, partition, headers };
    if (list) list.push(message);
    else messages.set(topic, [message]);
  }
  flush();
  return sends;
}
