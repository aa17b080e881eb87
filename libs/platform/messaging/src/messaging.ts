import type { RecordHeaders } from './wire/index.js';

/** A record on its way: placed, numbered and measured. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  /** JSON text; null is a tombstone. */
  readonly value: string | null;
  readonly headers: RecordHeaders;
  /** What it takes on the wire, at most. */
  readonly bytes: number;
}

export interface TopicPolicy {
  readonly topic: string;
  /** `compact`: the last record of each key is kept for ever. */
  readonly cleanup: 'delete' | 'compact';
  readonly partitions: number;
}

/** Exclusive right to write as one relay; whoever held it before is fenced out. */
export interface FencedProducer {
  /** Id of the record that ended the predecessor's writing; what stands before it is all there is. */
  readonly fence: string;
  /**
   * All records and the checkpoint, or nothing, as a read-committed consumer sees it. Any rejection leaves the
   * outcome unknown: close, and open another. Throws {@link RelayFenced} when somebody else took the right,
   * and {@link TopicMadeAnew} when a topic lacks records that were sent before; then nothing was written.
   */
  commit(records: readonly OutgoingRecord[], checkpoint: string): Promise<void>;
  close(): Promise<void>;
}

/** A record as a read-committed consumer gets it. */
export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * What the relay needs of a broker. Every method has a deadline and rejects with {@link BrokerUnavailable} past
 * it or when the broker is away, and with {@link RelayStopped} on a refusal that will not go away by itself.
 */
export interface MessageBroker {
  /** Partition counts of these topics that exist. */
  partitionCounts(topics: readonly string[]): Promise<ReadonlyMap<string, number>>;
  createTopics(policies: readonly TopicPolicy[]): Promise<void>;
  /** What the broker does with old records of these topics, all of which exist: `delete`, `compact`, or both. */
  cleanupPolicies(topics: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Fences whoever wrote before under this id. */
  openProducer(transactionalId: string): Promise<FencedProducer>;
  /** The last checkpoint committed before the fence, null when there is none. */
  readCheckpoint(transactionalId: string, fence: string): Promise<string | null>;
  /** Whether any record was ever committed there and is still kept. */
  holdsRecords(topic: string): Promise<boolean>;
  /** Every committed record there is now, in order per partition. */
  readToEnd(topic: string, take: (record: IncomingRecord) => void): Promise<void>;
  /**
   * Stands in the group for as long as `signal` is not aborted; yields a signal for each term of leadership,
   * aborted when it is lost, with {@link BrokerUnavailable} as its reason where the broker is away. At most one member of the group leads as the broker sees it.
   */
  terms(group: string, signal: AbortSignal): AsyncIterable<AbortSignal>;
}
