import type { Admin } from 'kafkajs';
import type { MessageBroker, TopicPolicy } from '../messaging.js';
import { CHECKPOINT_TOPIC } from '../wire/index.js';
import { kafkaClient, within } from './client.js';
import { openProducer } from './fenced-producer.js';
import { terms } from './leadership.js';
import { readCommitted } from './topic-reader.js';

export interface KafkaBrokerOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** How long a leader that died without a word keeps its seat. */
  readonly sessionTimeoutMs: number;
  /** Copies of each topic the relay creates. */
  readonly replicationFactor: number;
}

const ADMIN_MS = 15_000;
/** The last checkpoint of a compacted log of small segments is found by reading a few megabytes. */
const CHECKPOINT_CONFIG = { 'segment.bytes': '4194304', 'min.cleanable.dirty.ratio': '0.1' };
const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;

/** Apache Kafka through kafkajs. */
export function kafkaBroker(options: KafkaBrokerOptions): MessageBroker {
  const kafka = kafkaClient(options.brokers, options.clientId);
  const asAdmin = async <T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T> => {
    const admin = kafka.admin({ retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 8 } });
    try {
      return await within(ADMIN_MS, doing, admin.connect().then(() => work(admin)));
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  };
  return {
    partitionCounts: (topics) =>
      asAdmin('asking for topics', async (admin) => {
        const existing = new Set(await admin.listTopics());
        const wanted = topics.filter((topic) => existing.has(topic));
        if (wanted.length === 0) return new Map();
        const { topics: found } = await admin.fetchTopicMetadata({ topics: wanted });
        return new Map(found.map(({ name, partitions }) => [name, partitions.length]));
      }),
    createTopics: (policies) =>
      asAdmin('creating topics', async (admin) => {
        const topics = policies.map((policy) => topicConfig(policy, options.replicationFactor));
        await admin.createTopics({ topics, waitForLeaders: true });
      }),
    openProducer: (transactionalId) => openProducer(kafka, transactionalId),
    async readCheckpoint(transactionalId, fence) {
      let last: string | null = null;
      await readCommitted(kafka, CHECKPOINT_TOPIC, ({ key, value }) => {
        if (key === transactionalId) last = value;
        return value === fence;
      });
      return last;
    },
    readToEnd: (topic, take) =>
      readCommitted(kafka, topic, (record) => {
        take(record);
        return false;
      }),
    terms: (group, signal) => terms(kafka, { group, sessionTimeoutMs: options.sessionTimeoutMs }, signal),
  };
}

function topicConfig({ topic, cleanup, partitions }: TopicPolicy, replicationFactor: number) {
  const retention: Record<string, string> = cleanup === 'delete' ? { 'retention.ms': String(SEVEN_DAYS_MS) } : {};
  const config = { 'cleanup.policy': cleanup, ...retention, ...(topic === CHECKPOINT_TOPIC ? CHECKPOINT_CONFIG : {}) };
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  return { topic, numPartitions: partitions, replicationFactor, configEntries };
}
