import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { eventually, SpanCollector } from '#platform/testing';
import { inSpan, startBatchSpans, startTracing, TRACED_A_BATCH } from '#platform/tracing';

const trace = (recorded = true) => {
  const traceId = randomBytes(16).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-0${recorded ? 1 : 0}` };
};

let collector: SpanCollector;
beforeEach(async () => {
  collector = await SpanCollector.start();
});
afterEach(() => collector.stop());

const options = (ratio = 1) => ({ url: `${collector.endpoint}/v1/traces`, serviceName: 'test', ratio });

it('begins one span in each recorded trace of a batch, and not without end', async () => {
  const tracing = await startTracing(options(), 'test');
  const first = trace();
  const traces = [first, first, trace(false), ...Array.from({ length: 100 }, () => trace())];
  startBatchSpans('fold', [undefined, 'nonsense', ...traces.map(({ traceparent }) => traceparent)])?.end();
  await tracing.close();
  expect(collector.spans).toHaveLength(TRACED_A_BATCH);
  expect(collector.of(first.traceId)).toHaveLength(1);
});

it('records the share of traces that begin here that was asked for, and those of callers as they decided', async () => {
  const tracing = await startTracing(options(0), 'test');
  const given = trace();
  await inSpan('begun here', {}, () => Promise.resolve());
  await inSpan('begun there', { parent: given.traceparent }, () => Promise.resolve());
  await tracing.close();
  expect(collector.spans.map(({ name }) => name)).toEqual(['begun there']);
});

it('sends what it has by itself', async () => {
  const tracing = await startTracing(options(), 'test');
  await inSpan('one', {}, () => Promise.resolve());
  await eventually('the span', () => collector.spans.length === 1);
  await tracing.close();
});

it('loads nothing of the SDK before it is asked for', async () => {
  const built = 'dist/libs/platform/tracing/src';
  const files = (await readdir(built)).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(files.map((name) => readFile(`${built}/${name}`, 'utf8')));
  expect(files).toContain('start-tracing.js');
  expect(texts.filter((text) => /^(im|ex)port .*@opentelemetry/m.test(text))).toEqual([]);
  expect(texts.join('')).toContain("import('@opentelemetry/sdk-trace')");
});
