import type { OutgoingRecord } from '../messaging.js';
import {
  MARKER_KEY,
  MARKER_TYPE,
  partitionOf,
  toHeaders,
  type DigestReading,
  type Place,
} from '../wire/index.js';
import type { PublishedContract } from './entry-reader.js';
import type { Sequences } from './sequences.js';
import type { ValueChange } from './state-fold.js';

const RECORD_OVERHEAD = 40;
const HEADER_OVERHEAD = 8;
const LONGEST_COUNT = 15;

/** A record that would be more than the broker takes, in bytes. */
export interface TooLarge {
  readonly tooLarge: number;
}

interface Draft {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: string | null;
  readonly type: string;
  readonly context: string;
  readonly id: string | null;
  readonly at: Place;
  readonly traceparent?: string;
}

/** Makes records with all that lets them prove themselves; only a record that fits takes a sequence number. */
export class RecordWriter {
  constructor(
    private readonly ledgerId: string,
    private readonly sequences: Sequences,
    private readonly maxRecordBytes: number,
  ) {}

  contract(contract: PublishedContract, topic: string, at: Place): OutgoingRecord | TooLarge {
    const { type, key, data, index, context, traceparent } = contract;
    const partition = partitionOf(key, this.sequences.partitionsOf(topic));
    const id = index === 0 ? at.eventId : `${at.eventId}/${index}`;
    const value = JSON.stringify(data);
    return this.write({ topic, partition, key, value, type, context, id, at, traceparent });
  }

  value(change: ValueChange, topic: string, context: string): OutgoingRecord | TooLarge {
    return this.write({ ...change, topic, type: topic, context, id: null });
  }

  marker(reading: DigestReading, topic: string, partition: number, at: Place): OutgoingRecord | TooLarge {
    const partitions = this.sequences.partitionsOf(topic);
    const value = JSON.stringify({ ordinal: at.ordinal, ...reading, partitions });
    return this.write({
      topic,
      partition,
      key: MARKER_KEY,
      value,
      type: MARKER_TYPE,
      context: 'platform',
      id: null,
      at,
    });
  }

  /** Whether {@link value} would make a record of it. */
  fits(change: ValueChange, topic: string, context: string): boolean {
    return this.drafted({ ...change, topic, type: topic, context, id: null }).bytes <= this.maxRecordBytes;
  }

  private write(draft: Draft): OutgoingRecord | TooLarge {
    const record = this.drafted(draft);
    if (record.bytes > this.maxRecordBytes) return { tooLarge: record.bytes };
    this.sequences.advance(draft.topic, draft.partition);
    return record;
  }

  private drafted(draft: Draft): OutgoingRecord {
    const { topic, partition, key, value, type, context, id, at, traceparent } = draft;
    const sequence = this.sequences.peek(topic, partition);
    const headers = toHeaders({
      id: id ?? `${topic}/${partition}/${sequence}`,
      type,
      source: `urn:civitas:${context}`,
      time: at.recordedAt,
      subject: key,
      dataSchema: `urn:civitas:schema:${type}`,
      ledgerId: this.ledgerId,
      ordinal: at.ordinal,
      stream: at.stream,
      revision: at.revision,
      sequence,
      traceparent,
    });
    return { topic, partition, key, value, headers, bytes: sizeOf(key, value, headers) };
  }
}

/** An upper bound that does not depend on how long the counts in the headers have grown. */
function sizeOf(key: string, value: string | null, headers: Readonly<Record<string, string>>): number {
  let bytes =
    RECORD_OVERHEAD +
    3 * LONGEST_COUNT +
    Buffer.byteLength(key) +
    (value === null ? 0 : Buffer.byteLength(value));
  for (const name in headers)
    bytes += name.length + Buffer.byteLength(headers[name] as string) + HEADER_OVERHEAD;
  return bytes;
}
