import {
  BrokerUnavailable,
  type FencedProducer,
  type IncomingRecord,
  type MessageBroker,
} from '#platform/messaging';
import type { OutgoingRecord, TopicPolicy } from '#platform/messaging';

export type Outcome = 'done' | 'lost' | 'done-but-unheard';

/** A broker in memory with one member that always leads; what becomes of commits can be told beforehand. */
export class MemoryBroker implements MessageBroker {
  readonly topics = new Map<string, TopicPolicy>();
  readonly records: OutgoingRecord[] = [];
  checkpoint: string | null = null;
  readonly transactions: (readonly OutgoingRecord[])[] = [];
  /** Taken one a commit; `done` when none is left. */
  readonly outcomes: Outcome[] = [];
  private producers = 0;

  partitionCounts(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = topics.flatMap((topic) => this.topics.get(topic) ?? []);
    return Promise.resolve(new Map(found.map(({ topic, partitions }) => [topic, partitions])));
  }

  createTopics(policies: readonly TopicPolicy[]): Promise<void> {
    for (const policy of policies) this.topics.set(policy.topic, policy);
    return Promise.resolve();
  }

  cleanupPolicies(topics: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = topics.flatMap((topic) => this.topics.get(topic) ?? []);
    return Promise.resolve(new Map(found.map(({ topic, cleanup }) => [topic, cleanup])));
  }

  openProducer(): Promise<FencedProducer> {
    const mine = ++this.producers;
    return Promise.resolve({
      fence: String(mine),
      close: () => Promise.resolve(),
      commit: (records, checkpoint) => {
        if (mine !== this.producers)
          return Promise.reject(new Error('written by a producer that is fenced out'));
        const outcome = this.outcomes.shift() ?? 'done';
        if (outcome !== 'lost') this.write(records, checkpoint);
        return outcome === 'done' ? Promise.resolve() : Promise.reject(new BrokerUnavailable(outcome));
      },
    });
  }

  readCheckpoint(): Promise<string | null> {
    return Promise.resolve(this.checkpoint);
  }

  holdsRecords(topic: string): Promise<boolean> {
    return Promise.resolve(this.of(topic).length > 0);
  }

  readToEnd(topic: string, take: (record: IncomingRecord) => void): Promise<void> {
    for (const record of this.of(topic)) take(record);
    return Promise.resolve();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- an iterable of the port
  async *terms(_group: string, signal: AbortSignal): AsyncGenerator<AbortSignal> {
    while (!signal.aborted) yield new AbortController().signal;
  }

  /** A topic's records as a consumer gets them. */
  of(topic: string): IncomingRecord[] {
    return this.records
      .filter((record) => record.topic === topic)
      .map(({ partition, key, value, headers }, offset) => ({
        topic,
        partition,
        key,
        value,
        headers,
        offset: BigInt(offset),
      }));
  }

  private write(records: readonly OutgoingRecord[], checkpoint: string): void {
    this.records.push(...records);
    this.transactions.push(records);
    this.checkpoint = checkpoint;
  }
}
