import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  eventually,
  type RawAnswer,
  RawConnection,
  type StartedServer,
  startServer,
} from '#platform/testing';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let dataDir: string;
let server: StartedServer;
const opened: RawConnection[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
  server = await startServer({ dataDir });
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.close();
  await server.kill();
  await rm(dataDir, { recursive: true });
});

async function open(...sent: readonly string[]): Promise<RawConnection> {
  const connection = await RawConnection.open(server.url);
  opened.push(connection);
  for (const bytes of sent) connection.send(bytes);
  return connection;
}

const get = (path: string, ...headers: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: civitas', ...headers, '', ''].join('\r\n');

const codeOf = ({ text }: RawAnswer): unknown => (JSON.parse(text) as { code?: unknown }).code;

/** Registers a jurisdiction; answers its receipt's position. */
async function jurisdiction(code: string): Promise<string> {
  const body = { code, name: '示例市', level: 'city' };
  const { body: receipt } = await server.request('POST', '/v1/jurisdictions', { key: code, body });
  return (receipt as { position: string }).position;
}

/** Of SIGTERM, and how long it took. */
async function terminated(): Promise<{ readonly code: number | null; readonly seconds: number }> {
  const began = performance.now();
  const code = await server.stop();
  return { code, seconds: (performance.now() - began) / 1000 };
}

describe('SIGTERM', () => {
  it('turns readiness red, refuses what comes, answers what waits, and ends with 0', async () => {
    const [storeId] = (await jurisdiction('981200')).split('.');
    const authorization = `Authorization: Bearer ${await server.token()}`;
    // Waits for two seconds for a position that never comes.
    const waiting = await open(get('/v1/jurisdictions', authorization, `Min-Position: ${storeId}.99999999`));
    const idle = await open(get('/health/ready'));
    expect((await idle.answer()).status).toBe(200);
    const end = terminated();
    const red = await eventually('readiness to turn red', async () => {
      const answer = await (await open(get('/health/ready'))).answer();
      return answer.status === 503 && answer;
    });
    expect(JSON.parse(red.text)).toMatchObject({ ready: false, checks: { listener: 'is shutting down' } });
    const late = await (await open(get('/v1/jurisdictions', authorization))).answer();
    expect([late.status, codeOf(late)]).toEqual([503, 'shutting-down']);
    expect(late.headers).toMatchObject({ connection: 'close', 'retry-after': '5' });
    expect(codeOf(await waiting.answer())).toBe('position-not-reached');
    expect((await end).code).toBe(0);
  });

  it('loses no command that was answered and does none that was refused', async () => {
    await jurisdiction('981200');
    const token = await server.token();
    const unit = (name: string) => ({ name, jurisdiction: '981200', kind: 'organ' });
    const registration = (name: string): string => {
      const body = JSON.stringify(unit(name));
      const headers = [
        `Authorization: Bearer ${token}`,
        `Idempotency-Key: ${name}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
      ];
      return ['POST /v1/units HTTP/1.1', 'Host: civitas', ...headers, '', body].join('\r\n');
    };
    const names = Array.from({ length: 400 }, (_, index) => `unit-${index}`);
    const connections = await Promise.all(names.map(() => open()));
    for (const [index, connection] of connections.entries())
      connection.send(registration(names[index] ?? ''));
    await eventually('the first answer', () => connections.some((each) => each.answers().length > 0));
    const end = terminated();
    const answers = await Promise.all(connections.map((connection) => connection.answer(0, 30_000)));
    expect((await end).code).toBe(0);
    const done = answers.filter(({ status }) => status === 201);
    const rest = answers.filter(({ status }) => status !== 201).map(codeOf);
    // A machine that is too slow for the deadline is told so; of none is nothing known.
    const unknown = rest.filter((code) => code === 'deadline-passed');
    expect(rest.filter((code) => code !== 'shutting-down')).toEqual(unknown);

    await server.restart();
    const { body } = await server.request('GET', '/v1/audit/events?type=UnitRegistered&limit=500');
    const stored = (body as { items: readonly object[] }).items.length;
    expect(stored).toBeGreaterThanOrEqual(done.length);
    expect(stored).toBeLessThanOrEqual(done.length + unknown.length);
    for (const [index, { status, text }] of answers.entries()) {
      if (status !== 201) continue;
      const name = names[index] ?? '';
      const again = await server.request('POST', '/v1/units', { key: name, body: unit(name) });
      expect(again).toMatchObject({ status: 201, body: JSON.parse(text) as object });
    }
  });

  it('waits for nobody who is idle, slow or does not read', async () => {
    await open();
    await (await open(get('/health/live'))).answer();
    await open('GET /v1/units HTTP/1.1\r\nHost: x\r\n');
    const slow = await open(
      'POST /v1/units HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    const deaf = await open();
    deaf.stopReading();
    deaf.send(get('/openapi.json').repeat(32));
    await (await open(get('/health/live'))).answer();
    const { code, seconds } = await terminated();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    expect(codeOf(await slow.answer())).toBe('shutting-down');
  });

  it('ends at once when it comes a second time', async () => {
    const [storeId] = (await jurisdiction('981200')).split('.');
    const authorization = `Authorization: Bearer ${await server.token()}`;
    const waiting = await open(get('/v1/jurisdictions', authorization, `Min-Position: ${storeId}.99999999`));
    await (await open(get('/health/live'))).answer();
    server.signal('SIGTERM');
    await eventually('the end to begin', async () => {
      const answer = await (await open(get('/health/ready'))).answer();
      return answer.status === 503;
    });
    expect((await terminated()).code).toBe(130);
    expect(waiting.answers()).toEqual([]);
  });
});
