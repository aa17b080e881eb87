import { randomBytes } from 'node:crypto';
import { eventually, SpanCollector, startServer, type StartedServer } from '#platform/testing';
import { bodies } from '../e2e/bad-input/bodies.js';
import { City, settled } from '../e2e/city.js';
import { NUMBERING } from '../e2e/rules.js';
import { startBroker, type Broker } from '../kafka/broker.js';
import { NOTICES_TOPIC } from './notices-of-log.js';
import { committedRecords, relayedOrdinal } from './topic-at-rest.js';

const LONG = 60_000;

let broker: Broker;
let collector: SpanCollector;
let server: StartedServer;
beforeAll(async () => {
  [broker, collector] = await Promise.all([startBroker(), SpanCollector.start()]);
  server = await startServer({
    env: { KAFKA_BROKERS: broker.brokers.join(','), OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
  });
});
afterAll(async () => {
  await server?.stop();
  await collector?.stop();
  await broker?.stop();
});

it('shows a request as one trace from HTTP through command, append and rows to the record in Kafka', async () => {
  const city = await City.found(server, '990100');
  await city.adopt('documents', NUMBERING);
  const school = await city.unit('示例学校');
  const station = await city.unit('示例站');
  await settled(server);
  const { id } = await city.office.do('/v1/notices', bodies.notice({ city, school, station }));
  const [traceId, caller] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  const issued = await city.office.do(
    `/v1/notices/${id}/issue`,
    { issuedOn: '2021-05-21', reason: '补录' },
    { headers: { traceparent: `00-${traceId}-${caller}-01` } },
  );

  const spans = await eventually('every span', () => {
    const seen = new Map(collector.of(traceId).map((span) => [span.name, span]));
    return seen.has('project') && seen.has('relay') && seen.has('POST /v1/notices/:id/issue') ? seen : null;
  });
  const command = spans.get('command IssueCirculationNotice');
  expect(spans.get('POST /v1/notices/:id/issue')?.parentSpanId).toBe(caller);
  expect(command?.parentSpanId).toBe(spans.get('POST /v1/notices/:id/issue')?.spanId);
  for (const after of ['append', 'project', 'relay'])
    expect([after, spans.get(after)?.parentSpanId]).toEqual([after, command?.spanId]);

  const head = await server.head();
  const isThere = async (): Promise<boolean> => (await relayedOrdinal(broker.brokers)) >= head;
  await eventually('Kafka to have all of the ledger', isThere, LONG);
  const records = await committedRecords(broker.brokers, NOTICES_TOPIC);
  expect(records.map(({ id, traceparent }) => ({ id, traceparent }))).toEqual([
    { id: issued.events.at(-1)?.id, traceparent: `00-${traceId}-${command?.spanId}-01` },
  ]);
});
