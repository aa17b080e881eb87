/** What every event of ours carries beside its data, written by the repository and nobody else. */
export interface EventMetadata {
  readonly commandId: string;
  readonly requestHash: string;
  readonly actor: string;
  readonly role: string;
  readonly reason?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  /** `YYYY-MM-DD`: what the paper says. */
  readonly occurredOn: string;
  /** Instant, ISO-8601 UTC: when it was entered; ours, because a store stamps its own time on a copy. */
  readonly recordedAt: string;
  readonly schemaVersion: number;
}

const TRACEPARENT = /"traceparent":"([0-9a-f-]{55})"/;

/** The traceparent in an event's metadata, without parsing all of it; undefined when there is none. */
export function traceparentIn(metadata: Uint8Array): string | undefined {
  const bytes = asBuffer(metadata);
  const at = bytes.indexOf('"traceparent":"');
  return at < 0 ? undefined : TRACEPARENT.exec(bytes.toString('latin1', at, at + 80))?.[1];
}

const RECORDED_AT = Buffer.from('"recordedAt":"');
const QUOTE = '"'.charCodeAt(0);

/**
 * `recordedAt` in an event's metadata, without parsing all of it: a quote within a text is escaped, so the bytes looked
 * for are found nowhere else. Empty when there is none.
 */
export function recordedAtIn(metadata: Uint8Array): string {
  const bytes = asBuffer(metadata);
  const at = bytes.indexOf(RECORDED_AT);
  const from = at + RECORDED_AT.length;
  return at < 0 ? '' : bytes.toString('latin1', from, bytes.indexOf(QUOTE, from));
}

/** The same bytes. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
