import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import type { CommandOutcome } from '#platform/event-store';
import type { RelayPhase } from '#platform/messaging';
import type { ProjectionStatus, ProjectorState } from '#platform/projections';
import { eventually, type StartedServer, startServer } from '#platform/testing';
import { askedBy, exposedMetrics, faultOf } from '../operations/exposition.js';

jest.setTimeout(60_000);

const CITY = '150200';

/** Values a healthy server does not show, and must be able to. */
const KNOWN = {
  'civitas_command_seconds outcome': [
    'done',
    'lost',
    'unavailable',
    'abandoned',
    'failed',
  ] satisfies CommandOutcome[],
  'civitas_commands_total outcome': ['done'],
  'civitas_relay_phase phase': ['waiting', 'stopped'] satisfies RelayPhase[],
  'civitas_projector_state state': ['following', 'starting'] satisfies ProjectorState[],
  'civitas_projection_state state': ['active'] satisfies ProjectionStatus['state'][],
};

const THREADS = ['main', 'log-writer', 'projector-records', 'projector-results', 'processes', 'relay'];

interface AlertRules {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly summary: string; readonly runbook: string };
    }[];
  }[];
}

/** For promtool. */
interface AlertCases {
  readonly tests: readonly { readonly name: string }[];
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

let server: StartedServer;
beforeAll(async () => {
  // A broker that nobody is: the relay is there and waits.
  server = await startServer({ env: { KAFKA_BROKERS: '127.0.0.1:9' } });
  await server.request('POST', '/v1/jurisdictions', {
    key: 'city',
    body: { code: CITY, name: '某市', level: 'city' },
  });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const metrics = async () =>
  exposedMetrics((await server.request('GET', '/metrics', { token: null })).body as string);
const alerts = async () =>
  (load(await readFile('docs/operations/alerts.yml', 'utf8')) as AlertRules).groups.flatMap(
    ({ rules }) => rules,
  );

async function faults(expressions: readonly string[]): Promise<readonly string[]> {
  const exposed = await metrics();
  return expressions.flatMap((expression) => {
    const asked = askedBy(expression);
    return asked.map((each) => faultOf(each, exposed, KNOWN)).filter((fault) => fault !== null);
  });
}

describe('what operators watch', () => {
  it('is measured: every alert asks for metrics there are', async () => {
    const expressions = (await alerts()).map(({ expr }) => expr);
    expect(expressions.length).toBeGreaterThan(20);
    await eventually('every thread', async () => {
      const seen = (await metrics()).get('civitas_event_loop_delay_seconds')?.labels.get('thread');
      return THREADS.every((thread) => seen?.has(thread));
    });
    await eventually('the relay', async () =>
      (await metrics()).get('civitas_relay_phase')?.labels.get('phase')?.has('waiting'),
    );
    expect(await faults(expressions)).toEqual([]);
  });

  it('is logged: the relay in it says that it waits, and for what', async () => {
    const said = await eventually('its word', () => server.lines.find((line) => line.includes('"waiting"')));
    expect(JSON.parse(said)).toMatchObject({
      msg: 'relay',
      phase: 'waiting',
      reason: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('is measured: every panel of the dashboard asks for metrics there are', async () => {
    const { panels } = JSON.parse(
      await readFile('docs/operations/grafana-dashboard.json', 'utf8'),
    ) as Dashboard;
    const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(expressions.every((expression) => askedBy(expression).length > 0)).toBe(true);
    expect(await faults(expressions)).toEqual([]);
  });

  it('is explained: every alert has its section and has been tried, and every section has its alert', async () => {
    const [handbook = '', tried = ''] = (await readFile('docs/operating.md', 'utf8')).split(
      '## How each was tried',
    );
    const named = (await alerts()).map(({ alert }) => alert).sort();
    const sections = [...handbook.matchAll(/^### (Civitas\S+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(named);
    const rows = [...tried.matchAll(/^\| ([A-Z]\S+)/gm)].map(([, name]) => `Civitas${name}`);
    expect(rows.sort()).toEqual(named);
    for (const { alert, annotations } of await alerts())
      expect(annotations.runbook).toBe(`docs/operating.md#${alert.toLowerCase()}`);
  });

  it('fires: each alert does so on the series that are to make it, and has some', async () => {
    const file = await readFile('docs/operations/alerts.test.yml', 'utf8');
    const cases = (load(file) as AlertCases).tests;
    expect(cases.map(({ name }) => name).sort()).toEqual((await alerts()).map(({ alert }) => alert).sort());
    const { status, stdout, stderr, error } = spawnSync(
      'promtool',
      ['test', 'rules', 'docs/operations/alerts.test.yml'],
      { encoding: 'utf8', timeout: 60_000 },
    );
    if (error) throw new Error(`promtool is missing (Debian: apt-get install prometheus): ${error.message}`);
    expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 });
  });

  it('counts and times a command by type and outcome, whoever is refused', async () => {
    const again = { key: 'city-again', body: { code: CITY, name: '某市', level: 'city' } };
    await server.request('POST', '/v1/jurisdictions', again);
    const text = (await server.request('GET', '/metrics', { token: null })).body as string;
    expect(text).toContain('civitas_command_seconds_count{command="RegisterJurisdiction",outcome="done"} 1');
    expect(text).toMatch(/civitas_commands_total\{command="RegisterJurisdiction",outcome="done"\} \d/);
    expect(text).toMatch(/civitas_append_batch_events_sum [1-9]/);
    expect(text).toContain('civitas_projection_lag_events{projection="jurisdictions"} 0');
    expect(text).toMatch(/civitas_file_bytes\{file="log.sqlite"\} [1-9]/);
    expect(text).not.toMatch(/^civitas_metric_failures_total\{/m);
  });
});

describe('the causation of an event', () => {
  interface Link {
    readonly type: string;
    readonly stream: string;
    readonly revision: number;
    readonly actor: string;
  }
  interface Causation {
    readonly causes: readonly Link[];
    readonly effects: readonly Link[];
    readonly complete: boolean;
  }
  const causation = (stream: string, revision: number, options = {}) =>
    server.request('GET', `/v1/audit/events/${encodeURIComponent(stream)}/${revision}/causation`, options);

  it('leads from a unit to the reservation of its credit code, and back', async () => {
    const unit = await server.request('POST', '/v1/units', {
      key: 'unit',
      body: { name: '某单位', jurisdiction: CITY, kind: 'organ', creditCode: '91110000MA0000003X' },
    });
    expect(unit.status).toBe(201);
    const { stream } = unit.body as { stream: string };
    const down = (await causation(stream, 0)).body as Causation;
    expect(down).toMatchObject({ causes: [], complete: true });
    const [reserved] = down.effects;
    expect(reserved).toMatchObject({ actor: 'dev', revision: 0 });
    const up = (await causation(reserved?.stream ?? '', 0)).body as Causation;
    expect(up.causes).toMatchObject([{ stream, revision: 0, type: 'UnitRegistered' }]);
  });

  it('is asked of an event that is there, by an auditor', async () => {
    expect((await causation('units.unit-none', 0)).status).toBe(404);
    expect((await causation(`units.jurisdiction-${CITY}`, 7)).status).toBe(404);
    const office = await server.tokenFor({ actor: 'o', roles: ['office'], jurisdiction: CITY });
    expect((await causation(`units.jurisdiction-${CITY}`, 0, { token: office })).status).toBe(403);
  });
});
