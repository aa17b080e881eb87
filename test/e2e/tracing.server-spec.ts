import { randomBytes } from 'node:crypto';
import { eventually, SpanCollector, type StartedServer, startServer } from '#platform/testing';

jest.setTimeout(60_000);

const CITY = { code: '150200', name: '某市', level: 'city' };

let collector: SpanCollector;
let server: StartedServer;
beforeAll(async () => {
  collector = await SpanCollector.start();
  server = await startServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, LOG_LEVEL: 'info' } });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await collector.stop();
});

/** A recorded trace somebody else began, or one they do not record. */
const begun = (recorded: boolean) => {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-0${recorded ? 1 : 0}` };
};

const register = (code: string, traceparent?: string) =>
  server.request('POST', '/v1/jurisdictions', {
    key: `register-${code}`,
    body: { ...CITY, code },
    ...(traceparent !== undefined && { headers: { traceparent } }),
  });

async function traceparentOf(code: string): Promise<string | undefined> {
  const { body } = await server.request('GET', `/v1/audit/events?stream=units.jurisdiction-${code}`);
  return (body as { items: [{ metadata: { traceparent?: string } }] }).items[0].metadata.traceparent;
}

describe('a request that is traced', () => {
  it('shows as one trace from HTTP to the rows, and its event tells which', async () => {
    const { traceId, spanId, traceparent } = begun(true);
    expect((await register('150200', traceparent)).status).toBe(201);
    const spans = await eventually('every span', () => {
      const seen = new Map(collector.of(traceId).map((span) => [span.name, span]));
      return seen.has('project') && seen.has('POST /v1/jurisdictions') ? seen : null;
    });
    const above = (name: string) => spans.get(name)?.parentSpanId;
    expect([...spans.keys()].sort()).toEqual([
      'POST /v1/jurisdictions',
      'append',
      'command RegisterJurisdiction',
      'project',
    ]);
    expect(above('POST /v1/jurisdictions')).toBe(spanId);
    expect(above('command RegisterJurisdiction')).toBe(spans.get('POST /v1/jurisdictions')?.spanId);
    expect(above('append')).toBe(spans.get('command RegisterJurisdiction')?.spanId);
    expect(above('project')).toBe(spans.get('command RegisterJurisdiction')?.spanId);
    expect(spans.get('project')?.part).toMatch(/^projector-/);
    const written = `00-${traceId}-${spans.get('command RegisterJurisdiction')?.spanId}-01`;
    expect(await traceparentOf('150200')).toBe(written);
  });

  it('stays unrecorded where its caller does not record it', async () => {
    const quiet = begun(false);
    const loud = begun(true);
    await register('150300', quiet.traceparent);
    await register('150400', loud.traceparent);
    await eventually('the later one', () =>
      collector.of(loud.traceId).some(({ name }) => name === 'project'),
    );
    expect(collector.of(quiet.traceId)).toEqual([]);
    expect(await traceparentOf('150300')).toContain(quiet.traceId);
  });

  it('begins here when nobody else began it; probes and measurements are nobody’s trace', async () => {
    await server.request('GET', '/health/ready');
    await server.request('GET', '/metrics');
    await register('150500');
    const [, traceId] = ((await traceparentOf('150500')) ?? '').split('-');
    await eventually('its rows', () => collector.of(traceId ?? '').some(({ name }) => name === 'project'));
    expect(collector.spans.filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
  });
});

describe('the log', () => {
  it.each([
    ['given', { 'x-correlation-id': 'paper-7' }],
    ['made', {}],
  ])('tells of a request by the correlation id its answer carries, where it was %s', async (_, headers) => {
    const answered = await server.request('GET', '/v1/units/nobody', { headers });
    const correlationId = answered.headers.get('x-correlation-id');
    const line = await eventually('the line', () =>
      server.lines.find((each) => each.includes(`"correlationId":"${correlationId}"`)),
    );
    expect(JSON.parse(line)).toMatchObject({
      msg: 'request',
      method: 'GET',
      route: '/v1/units/:id',
      status: answered.status,
    });
  });
});
