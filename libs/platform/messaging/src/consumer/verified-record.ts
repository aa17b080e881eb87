import { parseHeaders, type RecordAttributes } from '../wire/index.js';

/** What Kafka delivered, before anything is believed. */
export interface DeliveredRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface VerifiedRecord extends RecordAttributes {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  /** The contract's data or the row's value; null is a tombstone. */
  readonly value: unknown;
  /** `value` as it stands in the record. */
  readonly text: string | null;
}

/** Reads headers and body. Throws ForeignRecord on a record the relay did not write. */
export const verified = (record: DeliveredRecord): VerifiedRecord => {
  const { topic, partition, offset, key, value, headers } = record;
  const attributes = parseHeaders(headers);
  return {
    ...attributes,
    topic,
    partition,
    offset,
    key,
    text: value,
    value: value === null ? null : (JSON.parse(value) as unknown),
  };
};

export type Break = 'gap' | 'repeat' | 'other-ledger' | 'older-ordinal' | 'incomplete';

/** The topic does not hold what the relay promises; nothing after it can be trusted. */
export class BrokenTopic extends Error {
  override readonly name = 'BrokenTopic';
  constructor(
    readonly kind: Break,
    record: Pick<VerifiedRecord, 'topic' | 'partition' | 'offset'>,
    detail: string,
  ) {
    super(`${record.topic}/${record.partition} at offset ${record.offset}: ${detail}`);
  }
}
