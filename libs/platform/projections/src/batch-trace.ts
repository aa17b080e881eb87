import { type LedgerEntry, traceparentIn } from '#platform/event-store';
import { type BatchSpans, isTracing, startBatchSpans } from '#platform/tracing';

/** Reads between two commits that get spans; more are folded unseen. */
const READS_TRACED = 8;

/** The spans of what a reader has taken and not yet committed. Costs nothing while tracing is off. */
export class BatchTrace {
  private spans: BatchSpans[] = [];

  taken(entries: readonly LedgerEntry[]): void {
    if (!isTracing() || this.spans.length === READS_TRACED) return;
    const begun = startBatchSpans('project', traceparents(entries), {
      attributes: { 'civitas.events': entries.length, 'civitas.ordinal': entries.at(-1)?.ordinal ?? -1 },
    });
    if (begun) this.spans.push(begun);
  }

  committed(): void {
    for (const span of this.spans) span.end();
    this.spans = [];
  }

  failed(error: unknown): void {
    for (const span of this.spans) {
      span.failed(error);
      span.end();
    }
    this.spans = [];
  }
}

function* traceparents(entries: readonly LedgerEntry[]): Generator<string | undefined> {
  for (const { recorded } of entries) yield traceparentIn(recorded.metadata);
}
