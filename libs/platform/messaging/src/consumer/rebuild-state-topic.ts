import { kafkaClient } from '../kafka/client.js';
import type { KafkaConnection } from '../kafka/connection.js';
import { readCommitted } from '../kafka/topic-reader.js';
import { StatePartition } from './state-partition.js';
import { verified } from './verified-record.js';

export interface RebuiltTopic {
  /** Value by key, as the topic has it now. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Every partition the relay writes to agrees with its last marker. A topic without one, made anew say, proves nothing. */
  readonly proven: boolean;
  /** Sequence of the last record of each partition that has one. */
  readonly lastSequences: ReadonlyMap<number, number>;
}

/**
 * A state topic's current content from Kafka alone: everything committed up to now, checked. Throws BrokenTopic
 * when the topic contradicts itself and BrokerUnavailable when it cannot be read.
 */
export async function rebuildStateTopic(connection: KafkaConnection, topic: string): Promise<RebuiltTopic> {
  const partitions = new Map<number, StatePartition>();
  await readCommitted(kafkaClient(connection, 'civitas-consumer'), topic, (delivered) => {
    const record = verified(delivered);
    let partition = partitions.get(record.partition);
    if (!partition) partitions.set(record.partition, (partition = new StatePartition()));
    partition.take(record);
    return false;
  });
  const count = Math.max(...[...partitions.values()].map((one) => one.partitions), 0);
  const isProven = (number: number): boolean => typeof partitions.get(number)?.provenAt === 'number';
  return {
    values: new Map([...partitions.values()].flatMap((partition) => [...partition.entries()])),
    proven: count > 0 && Array.from({ length: count }, (_, number) => number).every(isProven),
    lastSequences: new Map([...partitions].map(([number, { sequence }]) => [number, sequence])),
  };
}
