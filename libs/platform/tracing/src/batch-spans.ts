import { type Begun, isTracing, type SpanOptions, startSpan } from './span.js';
import { parseTraceparent } from './traceparent.js';

/** So many traces at most get a span of one batch; the others are part of it unseen. */
export const TRACED_A_BATCH = 32;

/** One span for each trace a batch carries on. */
export interface BatchSpans {
  failed(error: unknown): void;
  end(): void;
}

/**
 * Work on a batch of events that come from many traces: a span in each recorded one, at most {@link TRACED_A_BATCH},
 * below the span that wrote the event. Null while tracing is off or when no event belongs to a recorded trace.
 */
export function startBatchSpans(
  name: string,
  parents: Iterable<string | undefined>,
  { kind, attributes }: Omit<SpanOptions, 'parent'> = {},
): BatchSpans | null {
  if (!isTracing()) return null;
  const spans: Begun[] = [];
  for (const parent of distinct(parents)) {
    const span = startSpan(name, { parent, kind, attributes });
    if (span) spans.push(span);
    if (spans.length === TRACED_A_BATCH) break;
  }
  if (spans.length === 0) return null;
  return {
    failed: (error) => spans.forEach((span) => span.failed(error)),
    end: () => spans.forEach((span) => span.end()),
  };
}

function* distinct(parents: Iterable<string | undefined>): Generator<string> {
  const seen = new Set<string>();
  for (const parent of parents) {
    if (parent === undefined || seen.has(parent)) continue;
    seen.add(parent);
    const context = parseTraceparent(parent);
    if (context && (context.traceFlags & 1) === 1) yield parent;
  }
}
