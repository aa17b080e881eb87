import { ForeignRecord, parseHeaders, type RecordAttributes } from '../wire/index.js';

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

/** Reads headers and body. Throws ForeignRecord, which says where, on a record the relay did not write. */
export const verified = ({ headers, value: text, ...place }: DeliveredRecord): VerifiedRecord => {
  try {
    return { ...parseHeaders(headers), ...place, text, value: text === null ? null : parsed(text) };
  } catch (error) {
    if (!(error instanceof ForeignRecord)) throw error;
    throw new ForeignRecord(`${nameOf(place)} was not written by the relay: ${error.message}`);
  }
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ForeignRecord('the body is not JSON');
  }
}

type RecordPlace = Pick<VerifiedRecord, 'topic' | 'partition' | 'offset'>;

const nameOf = ({ topic, partition, offset }: RecordPlace): string =>
  `${topic}/${partition} at offset ${offset}`;

export type Break = 'gap' | 'repeat' | 'other-ledger' | 'older-ordinal' | 'incomplete';

/** The topic does not hold what the relay promises; nothing after it can be trusted. */
export class BrokenTopic extends Error {
  override readonly name = 'BrokenTopic';
  constructor(
    readonly kind: Break,
    record: RecordPlace,
    detail: string,
  ) {
    super(`${nameOf(record)}: ${detail}`);
  }
}
