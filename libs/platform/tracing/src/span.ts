import type { Context, Span, SpanKind, SpanStatusCode, Tracer } from '@opentelemetry/api';
import { parseTraceparent, type TraceContext, traceparentOf } from './traceparent.js';

/** No names, no free text: what is here leaves the house. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  /** A traceparent; without one, or with one that is malformed, a trace begins here. */
  readonly parent?: string;
  readonly kind?: 'server' | 'internal' | 'producer';
  readonly attributes?: SpanAttributes;
}

/** A span that was begun and has to be ended. */
export interface Begun {
  /** For whatever is caused by it. */
  readonly traceparent: string;
  set(attributes: SpanAttributes): void;
  /** Marks it as failed; the error's name is shown, its message is not. */
  failed(error: unknown): void;
  end(): void;
}

/** What this thread begins spans with. */
export interface SpanMaker {
  readonly tracer: Tracer;
  contextOf(parent: TraceContext | null): Context;
  readonly kinds: Readonly<Record<NonNullable<SpanOptions['kind']>, SpanKind>>;
  readonly errorStatus: SpanStatusCode;
}

let maker: SpanMaker | null = null;

/** Gives this thread a maker of spans, or takes it away. */
export function makeSpansWith(given: SpanMaker | null): void {
  maker = given;
}

export const isTracing = (): boolean => maker !== null;

/** Null while tracing is off: then it costs this call and nothing else. */
export function startSpan(
  name: string,
  { parent, kind = 'internal', attributes }: SpanOptions = {},
): Begun | null {
  if (!maker) return null;
  const { tracer, kinds, errorStatus } = maker;
  const above = parent === undefined ? null : parseTraceparent(parent);
  const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, maker.contextOf(above));
  return begun(span, errorStatus);
}

/**
 * Does the work within a span: it gets the traceparent to hand on, the given one while tracing is off. A rejection
 * marks the span and passes through.
 */
export async function inSpan<T>(
  name: string,
  options: SpanOptions,
  work: (traceparent: string | undefined) => Promise<T>,
): Promise<T> {
  const span = startSpan(name, options);
  if (!span) return work(options.parent);
  try {
    return await work(span.traceparent);
  } catch (error) {
    span.failed(error);
    throw error;
  } finally {
    span.end();
  }
}

const begun = (span: Span, errorStatus: SpanStatusCode): Begun => ({
  traceparent: traceparentOf(span.spanContext()),
  set: (attributes) => void span.setAttributes(attributes),
  failed: (error) => {
    span.setStatus({ code: errorStatus });
    span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  },
  end: () => span.end(),
});
