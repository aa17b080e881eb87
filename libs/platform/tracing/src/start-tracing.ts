import { setTimeout as pause } from 'node:timers/promises';
import { makeSpansWith } from './span.js';
import { tellingExporter } from './telling-exporter.js';

/** Where spans go. Plain, so that it passes to worker threads. */
export interface TracingOptions {
  /** Takes OTLP/HTTP with JSON, e.g. `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  readonly serviceName: string;
  /** Of the traces that begin here, how many are recorded: 0 to 1. A trace that comes from a caller stays as it was decided there. */
  readonly ratio: number;
}

export interface Tracing {
  /** Sends what is left, for 2 s at most. */
  close(): Promise<void>;
}

/** Spans that wait to be sent; more are dropped, so that a collector that is away costs nothing else. */
const QUEUED_SPANS = 4096;
const SEND_EVERY_MS = 1_000;
const SEND_TIMEOUT_MS = 5_000;
const CLOSE_WITHIN_MS = 2_000;

const OFF: Tracing = { close: () => Promise.resolve() };

/**
 * Begins to record spans on this thread, which `part` names (e.g. `projector`); without options nothing is loaded and
 * every span costs a comparison. Sending never fails or delays what is traced; `onFailure` hears when spans begin not
 * to arrive.
 */
export async function startTracing(
  options: TracingOptions | undefined,
  part: string,
  onFailure: (error: Error) => void = () => undefined,
): Promise<Tracing> {
  if (!options) return OFF;
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = await import('@opentelemetry/api');
  const sdk = await import('@opentelemetry/sdk-trace');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { url, serviceName, ratio } = options;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: SEND_TIMEOUT_MS });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'civitas.part': part }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: tellingExporter(exporter, onFailure),
        maxQueueSize: QUEUED_SPANS,
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: SEND_TIMEOUT_MS,
      }),
    ],
  });
  makeSpansWith({
    tracer: provider.getTracer('civitas'),
    contextOf: (parent) =>
      parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT,
    kinds: { server: SpanKind.SERVER, internal: SpanKind.INTERNAL, producer: SpanKind.PRODUCER },
    errorStatus: SpanStatusCode.ERROR,
  });
  return { close: () => closed(provider) };
}

async function closed(provider: { shutdown(): Promise<void> }): Promise<void> {
  makeSpansWith(null);
  // A collector that is away keeps nobody from stopping; its spans are lost.
  await Promise.race([
    provider.shutdown().catch(() => undefined),
    pause(CLOSE_WITHIN_MS, undefined, { ref: false }),
  ]);
}
