import type { Admin, ConfigResourceTypes, Kafka } from 'kafkajs';
import type { FencedProducer, IncomingRecord, MessageBroker, TopicPolicy } from '../messaging.js';
import { CHECKPOINT_TOPIC } from '../wire/index.js';
import { kafkaClient, within } from './client.js';
import type { KafkaConnection } from './connection.js';
import { openProducer } from './fenced-producer.js';
import { terms } from './leadership.js';
import { readCommitted } from './topic-reader.js';

export interface KafkaBrokerOptions extends KafkaConnection {
  readonly clientId: string;
  /** How long a leader that died without a word keeps its seat. */
  readonly sessionTimeoutMs: number;
  /** Copies of each topic the relay creates. */
  readonly replicationFactor: number;
}

const ADMIN_MS = 15_000;
/** Short: that the broker is away shall be seen soon. */
const ASKING_RETRY = { initialRetryTime: 50, maxRetryTime: 500, retries: 6 };
/** The last checkpoint of a compacted log of small segments is found by reading a few megabytes. */
const CHECKPOINT_CONFIG = { 'segment.bytes': '4194304', 'min.cleanable.dirty.ratio': '0.1' };
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- an ES module cannot import kafkajs's enum
const TOPIC = 2 as ConfigResourceTypes;
const POLICY = { type: TOPIC, configNames: ['cleanup.policy'] };
const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;

/** Apache Kafka through kafkajs. */
export class KafkaBroker implements MessageBroker {
  private readonly kafka: Kafka;
  private readonly asking: Kafka;

  constructor(private readonly options: KafkaBrokerOptions) {
    this.kafka = kafkaClient(options, options.clientId);
    this.asking = kafkaClient(options, options.clientId, { retry: ASKING_RETRY });
  }

  partitionCounts(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.asAdmin('asking for topics', async (admin) => {
      const existing = new Set(await admin.listTopics());
      const wanted = topics.filter((topic) => existing.has(topic));
      if (wanted.length === 0) return new Map<string, number>();
      const { topics: found } = await admin.fetchTopicMetadata({ topics: wanted });
      return new Map(found.map(({ name, partitions }) => [name, partitions.length]));
    });
  }

  createTopics(policies: readonly TopicPolicy[]): Promise<void> {
    return this.asAdmin('creating topics', async (admin) => {
      const topics = policies.map((policy) => topicConfig(policy, this.options.replicationFactor));
      await admin.createTopics({ topics, waitForLeaders: true });
    });
  }

  cleanupPolicies(topics: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.asAdmin(`asking for the cleanup.policy of ${topics.join(', ')}`, async (admin) => {
      const asked = topics.map((name) => ({ ...POLICY, name }));
      const { resources } = await admin.describeConfigs({ resources: asked, includeSynonyms: false });
      return new Map(
        resources.map(({ resourceName, configEntries }) => [
          resourceName,
          configEntries.find(({ configName }) => configName === 'cleanup.policy')?.configValue ?? '',
        ]),
      );
    });
  }

  openProducer(transactionalId: string): Promise<FencedProducer> {
    return openProducer(this.kafka, transactionalId);
  }

  async readCheckpoint(transactionalId: string, fence: string): Promise<string | null> {
    let last: string | null = null;
    await readCommitted(this.kafka, CHECKPOINT_TOPIC, ({ key, value }) => {
      if (key === transactionalId) last = value;
      return value === fence;
    });
    return last;
  }

  async holdsRecords(topic: string): Promise<boolean> {
    let found = false;
    await readCommitted(this.kafka, topic, () => (found = true));
    return found;
  }

  readToEnd(topic: string, take: (record: IncomingRecord) => void): Promise<void> {
    return readCommitted(this.kafka, topic, (record) => {
      take(record);
      return false;
    });
  }

  terms(group: string, signal: AbortSignal): AsyncIterable<AbortSignal> {
    return terms(this.kafka, { group, sessionTimeoutMs: this.options.sessionTimeoutMs }, signal);
  }

  private async asAdmin<T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.asking.admin();
    try {
      return await within(
        ADMIN_MS,
        doing,
        admin.connect().then(() => work(admin)),
      );
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }
}

function topicConfig({ topic, cleanup, partitions }: TopicPolicy, replicationFactor: number) {
  const retention: Record<string, string> =
    cleanup === 'delete' ? { 'retention.ms': String(SEVEN_DAYS_MS) } : {};
  const upkeep = topic === CHECKPOINT_TOPIC ? CHECKPOINT_CONFIG : {};
  const config = { 'cleanup.policy': cleanup, ...retention, ...upkeep };
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  return { topic, numPartitions: partitions, replicationFactor, configEntries };
}
