import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Readiness } from '#platform/observability';
import { eventually, type ServerOptions, type StartedServer, startServer } from '#platform/testing';
import { ServedLogProcess } from '../contracts/event-store/served-log-process.js';
import { exposedMetrics } from '../operations/exposition.js';

const LONG = 60_000;
const CITY = { code: '150200', name: '某市', level: 'city' };

let history: ServedLogProcess;
/** What admin-api and projector share. */
let dataDir: string;
const started: StartedServer[] = [];

beforeAll(async () => {
  history = await ServedLogProcess.start();
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-distributed-'));
});
afterAll(async () => {
  for (const each of started) await each.kill();
  await history.remove();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(app: ServerOptions['app'], env: Record<string, string> = {}): Promise<StartedServer> {
  const own = app === 'relay' ? {} : { dataDir };
  const server = await startServer({ app, ...own, env: { EVENT_STORE_URL: history.url(2_000), ...env } });
  started.push(server);
  return server;
}

const asked = (server: StartedServer, path: string) => server.request('GET', path, { token: null });

interface Seen {
  readonly status: number;
  readonly body: Readiness;
}
const readiness = async (server: StartedServer): Promise<Seen> =>
  (await asked(server, '/health/ready')) as Seen;
const becomes = (server: StartedServer, what: string, holds: (seen: Seen) => boolean): Promise<Seen> =>
  eventually(
    what,
    async () => {
      const seen = await readiness(server);
      return holds(seen) && seen;
    },
    LONG,
  );
interface Composed {
  readonly 'x-app': { readonly healthcheck: { readonly test: readonly string[] } };
}

/** What the health check of docker-compose.yml says of a process: its exit code. */
async function composeSays({ url }: StartedServer): Promise<number | null> {
  const { 'x-app': app } = load(await readFile('docker-compose.yml', 'utf8')) as Composed;
  const [, , ...args] = app.healthcheck.test;
  const here = args.map((arg) => arg.replace('http://127.0.0.1:3000', url));
  const [code] = (await once(spawn(process.execPath, here), 'exit')) as [number | null];
  return code;
}

const ready = (server: StartedServer) => becomes(server, 'to be ready', ({ status }) => status === 200);
const metricsOf = async (server: StartedServer): Promise<string> =>
  (await asked(server, '/metrics')).body as string;

describe('projector, admin-api and relay as processes of their own', () => {
  let projector: StartedServer;
  let api: StartedServer;
  let relay: StartedServer;

  it('the projector is not ready before there is a ledger, and says so', async () => {
    projector = await start('projector');
    const seen = await becomes(projector, 'to wait', ({ body }) => body.checks['projector'] !== 'starting');
    expect(seen).toMatchObject({
      status: 503,
      body: { ready: false, checks: { 'event-store': 'ok', projector: 'the store holds no ledger yet' } },
    });
    expect(await asked(projector, '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  });

  it('what is commanded of one is folded by the other and read again', async () => {
    api = await start('admin-api');
    const { status, body } = await api.request('POST', '/v1/jurisdictions', { key: 'city', body: CITY });
    expect(status).toBe(201);
    await ready(projector);
    await ready(api);
    const { position } = body as { position: string };
    const shown = await eventually(
      'the row',
      async () => {
        const answer = await api.request('GET', '/v1/jurisdictions', {
          headers: { 'min-position': position },
        });
        return answer.status === 200 && answer.body;
      },
      LONG,
    );
    expect(shown).toMatchObject({ items: [{ code: CITY.code, name: CITY.name }] });
    expect(await Promise.all([projector, api].map(composeSays))).toEqual([0, 0]);
  });

  it('the projector is measured as in the standalone', async () => {
    const text = await eventually('the threads', async () => {
      const said = await metricsOf(projector);
      return (
        said.includes('thread="projector-results"') && said.includes('thread="projector-records"') && said
      );
    });
    const metrics = exposedMetrics(text);
    expect(metrics.get('civitas_projector_state')?.labels.get('state')).toEqual(new Set(['following']));
    expect(metrics.get('civitas_health_check')?.labels.get('check')).toEqual(
      new Set(['listener', 'event-store', 'projector', 'projections']),
    );
    expect(text).toContain('civitas_projection_lag_events{projection="jurisdictions"} 0');
    expect(text).toContain('civitas_projection_state{projection="jurisdictions",state="active"} 1');
    expect(text).toContain('civitas_projection_parked_keys{projection="jurisdictions"} 0');
    expect(text).toMatch(/civitas_file_bytes\{file="read-models-results.sqlite"\} [1-9]/);
    expect(text).not.toMatch(/^civitas_metric_failures_total\{/m);
  });

  it('a relay without its broker waits, tries again and says so', async () => {
    relay = await start('relay', { KAFKA_BROKERS: '127.0.0.1:9' });
    const waits = await becomes(relay, 'to wait', ({ body }) => body.checks['relay'] !== 'starting');
    expect(waits.status).toBe(503);
    expect(waits.body.checks['relay']).toMatch(/ECONNREFUSED/);
    expect(await composeSays(relay)).toBe(1);
    expect(await asked(relay, '/health/live')).toMatchObject({ status: 200 });
    const text = await metricsOf(relay);
    expect(text).toContain('civitas_relay_phase{phase="waiting"} 1');
    expect(text).toContain('civitas_health_check{check="relay"} 0');
    expect(text).toContain('civitas_relay_parked_keys 0');
    expect([
      ...(exposedMetrics(text).get('civitas_event_loop_delay_seconds')?.labels.get('thread') ?? []),
    ]).toContain('main');
  });

  it('serve nothing but health, metrics and problems', async () => {
    for (const server of [projector, relay]) {
      const refused = await asked(server, '/v1/units');
      expect(refused).toMatchObject({ status: 404, body: { code: 'route-not-found' } });
      const { type } = refused.body as { type: string };
      expect(await asked(server, type)).toMatchObject({ status: 200, body: { code: 'route-not-found' } });
      expect(await server.request('POST', '/metrics', { token: null })).toMatchObject({
        status: 405,
        body: { code: 'method-not-allowed' },
      });
    }
  });

  it('are unready while the store is gone, with its words, and ready when it is back', async () => {
    await history.end('SIGKILL');
    const gone = await becomes(projector, 'both to say it', ({ body: { checks } }) =>
      [checks['event-store'], checks['projector']].every((said) => said !== 'ok'),
    );
    expect(gone.status).toBe(503);
    expect(gone.body.checks['event-store']).toMatch(/UNAVAILABLE|no connection/);
    await becomes(api, 'the API to be unready', ({ status }) => status === 503);
    expect(await asked(projector, '/health/live')).toMatchObject({ status: 200 });
    expect(await metricsOf(projector)).toMatch(/^civitas_projector_state\{state="retrying"\} 1$/m);
    await history.start();
    await ready(projector);
    await ready(api);
    const again = await api.request('POST', '/v1/jurisdictions', { key: 'city', body: CITY });
    expect(again.status).toBe(201);
  });

  it('are unready while the store hangs, and ready when it goes on', async () => {
    history.freeze();
    const hangs = await becomes(projector, 'to miss answers', ({ status }) => status === 503);
    expect(hangs.body.checks['event-store']).toMatch(/no answer|DEADLINE/);
    history.thaw();
    await ready(projector);
    await ready(api);
  });

  it('the rows outlive a killed projector, which goes on where it was', async () => {
    await projector.kill();
    const district = { code: '150202', name: '某区', level: 'county' };
    const { status, body } = await api.request('POST', '/v1/jurisdictions', { key: 'd', body: district });
    expect([status, body]).toMatchObject([201, {}]);
    await becomes(api, 'the API to miss it', ({ body: { checks } }) => checks['projector'] !== 'ok');
    await projector.restart();
    await ready(projector);
    await ready(api);
    const { body: rows } = await api.request('GET', '/v1/jurisdictions', {
      headers: { 'min-position': (body as { position: string }).position },
    });
    expect((rows as { items: unknown[] }).items).toHaveLength(2);
  });

  it('end within ten seconds of SIGTERM, with 0, also where they wait', async () => {
    expect(await Promise.all([relay, projector, api].map((server) => server.stop()))).toEqual([0, 0, 0]);
  });
});
