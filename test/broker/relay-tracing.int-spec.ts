import { randomBytes } from 'node:crypto';
import { eventually, SpanCollector } from '#platform/testing';
import { startTracing } from '#platform/tracing';
import { encoded, RAISES_TOPIC, TOTALS_TOPIC } from './counters.js';
import { MemoryBroker } from './memory-broker.js';
import { forgetDirs, freshDir, openedStore, relayAll } from './relay-life.js';

const PARENT = randomBytes(8).toString('hex');
const TRACE = randomBytes(16).toString('hex');
const raised = (counter: string, traceparent?: string) =>
  encoded(
    `00000000-0000-4000-8000-00000000000${counter.length}`,
    'CounterRaised',
    { counter, by: 1 },
    traceparent,
  );

afterEach(forgetDirs);

it('hands the trace of a command on with its contracts, and sends them within it', async () => {
  const collector = await SpanCollector.start();
  const url = `${collector.endpoint}/v1/traces`;
  const tracing = await startTracing({ url, serviceName: 'test', ratio: 1 }, 'relay');
  const [broker, store] = [new MemoryBroker(), await openedStore()];
  await store.append('counters.counter-a', 'none', [raised('a', `00-${TRACE}-${PARENT}-01`)]);
  await store.append('counters.counter-bb', 'none', [raised('bb')]);
  try {
    await relayAll(broker, store, freshDir());
    await eventually('the span', () => collector.of(TRACE).length > 0);
  } finally {
    await tracing.close();
    await collector.stop();
  }
  const traceparents = (topic: string) =>
    broker.of(topic).map(({ key, headers }) => [key, headers['traceparent']]);
  expect(new Map(traceparents(RAISES_TOPIC) as [string, string][])).toEqual(
    new Map([
      ['a', `00-${TRACE}-${PARENT}-01`],
      ['bb', undefined],
    ]),
  );
  expect(traceparents(TOTALS_TOPIC).every(([, traceparent]) => traceparent === undefined)).toBe(true);
  expect(collector.spans).toEqual([
    expect.objectContaining({ name: 'relay', traceId: TRACE, parentSpanId: PARENT, part: 'relay' }),
  ]);
});
