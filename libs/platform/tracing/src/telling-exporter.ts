import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** What an exporter calls a batch that has arrived. */
const ARRIVED = 0;

/** The exporter, telling when spans begin not to arrive; once, until they arrive again. */
export function tellingExporter(exporter: SpanExporter, onFailure: (error: Error) => void): SpanExporter {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const code: number = result.code;
        const failed = code !== ARRIVED;
        if (failed && !isFailing) onFailure(result.error ?? new Error('the collector refused spans'));
        isFailing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
