/** The attributes every record carries, CloudEvents 1.0 and our own. */
export interface RecordAttributes {
  /** Unique for its source. */
  readonly id: string;
  /** Contract type; a state topic's name for its rows. */
  readonly type: string;
  readonly source: string;
  /** Instant it was entered, ISO-8601 UTC. */
  readonly time: string;
  /** The record key. */
  readonly subject: string;
  /** `urn:civitas:schema:<name>`, the `$id` of a shipped JSON Schema. */
  readonly dataSchema: string;
  readonly ledgerId: string;
  /** Ordinal of the ledger entry it comes from. */
  readonly ordinal: number;
  readonly stream: string;
  readonly revision: number;
  /** Dense from 0 in each partition of a topic. */
  readonly sequence: number;
  /** W3C trace context of the command behind it; in records of contracts only, a row is the work of many. */
  readonly traceparent?: string;
}

export type RecordHeaders = Readonly<Record<string, string>>;

/** CloudEvents binary mode as the Kafka binding has it; what is ours beside it begins with `civitas_`. */
export const toHeaders = (record: RecordAttributes): RecordHeaders => ({
  'content-type': 'application/json',
  ce_specversion: '1.0',
  ce_id: record.id,
  ce_type: record.type,
  ce_source: record.source,
  ce_time: record.time,
  ce_subject: record.subject,
  ce_dataschema: record.dataSchema,
  civitas_ledger: record.ledgerId,
  civitas_ordinal: String(record.ordinal),
  civitas_stream: record.stream,
  civitas_revision: String(record.revision),
  civitas_sequence: String(record.sequence),
  ...(record.traceparent !== undefined && { traceparent: record.traceparent }),
});

/** A record whose headers are not what the relay writes; somebody else wrote it. */
export class ForeignRecord extends Error {
  override readonly name = 'ForeignRecord';
}

type Headers = Readonly<Record<string, unknown>>;

/** Throws {@link ForeignRecord} naming the header that is missing or wrong. */
export function parseHeaders(headers: Headers): RecordAttributes {
  if (text(headers, 'ce_specversion') !== '1.0') throw new ForeignRecord('ce_specversion is not 1.0');
  return {
    id: text(headers, 'ce_id'),
    type: text(headers, 'ce_type'),
    source: text(headers, 'ce_source'),
    time: text(headers, 'ce_time'),
    subject: text(headers, 'ce_subject'),
    dataSchema: text(headers, 'ce_dataschema'),
    ledgerId: text(headers, 'civitas_ledger'),
    ordinal: count(headers, 'civitas_ordinal'),
    stream: text(headers, 'civitas_stream'),
    revision: count(headers, 'civitas_revision'),
    sequence: count(headers, 'civitas_sequence'),
    ...(headers['traceparent'] !== undefined && { traceparent: text(headers, 'traceparent') }),
  };
}

function text(headers: Headers, name: string): string {
  const value = headers[name];
  if (typeof value === 'string' && value !== '') return value;
  if (value instanceof Uint8Array && value.byteLength > 0) return Buffer.from(value).toString();
  throw new ForeignRecord(`the header ${name} is missing`);
}

function count(headers: Headers, name: string): number {
  const value = text(headers, name);
  if (!/^\d{1,15}$/.test(value)) throw new ForeignRecord(`the header ${name} is not a count: ${value}`);
  return Number(value);
}
