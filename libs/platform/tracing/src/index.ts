export { startTracing, type Tracing, type TracingOptions } from './start-tracing.js';
export { type Begun, inSpan, isTracing, type SpanAttributes, type SpanOptions, startSpan } from './span.js';
export { type BatchSpans, startBatchSpans, TRACED_A_BATCH } from './batch-spans.js';
export { parseTraceparent } from './traceparent.js';
