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
