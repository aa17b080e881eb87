import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { countEntries, EventCodec, type EventStore, openEmbeddedLog } from '#platform/event-store';
import { projectionsIn, type ProjectionShard, type ProjectionStatus, shardFile } from '#platform/projections';
import { eventually, type StartedServer, startServer } from '#platform/testing';
import { derivedId } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../../apps/projector/src/definitions.js';
import { PROJECTION_SHARDS } from '../../apps/projector/src/shards.js';
import { City, settled } from './city.js';
import { Desk } from './desk.js';

jest.setTimeout(60_000);

const FOUND_WITHIN_MS = 5_000;

let dataDir: string;
let server: StartedServer;
let operator: Desk;
let city: City;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-faults-'));
  server = await startServer({ dataDir });
  operator = new Desk(server, await server.tokenFor({ actor: 'operator-1', roles: ['operator'] }));
  city = await City.found(server, '990300');
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true });
});

const stateOf = async (name: string): Promise<ProjectionStatus> => {
  const { items } = await operator.see<{ items: readonly ProjectionStatus[] }>('/v1/projections');
  return items.find((status) => status.name === name) as ProjectionStatus;
};
const found = <T>(what: string, look: () => Promise<T | false | null | undefined>) =>
  eventually(what, look, FOUND_WITHIN_MS);
const faultOf = (name: string): Promise<string> =>
  found(`the fault of ${name}`, async () => (await stateOf(name)).coverage.reason);
const readiness = async () => {
  const { status, body } = await server.request('GET', '/health/ready', { token: null });
  const { degraded, checks } = body as { degraded: boolean; checks: Record<string, string> };
  return { status, degraded, projections: checks['projections'] };
};
const isWell = async (): Promise<void> => {
  let last: Partial<Awaited<ReturnType<typeof readiness>>> = {};
  const green = async () => ((last = await readiness()), last.status === 200 && last.degraded === false);
  await eventually('readiness to be green', green).catch(() => undefined);
  expect(last).toEqual({ status: 200, degraded: false, projections: 'ok' });
};

function fileOf(projection: string): Database.Database {
  const isHome = (shard: ProjectionShard) => projectionsIn(shard).some(({ name }) => name === projection);
  return new Database(shardFile(dataDir, PROJECTION_SHARDS.find(isHome) as ProjectionShard));
}

/** Changes one row of the file a projection lies in, which may be in use. */
function byHand(projection: string, statement: string): void {
  const database = fileOf(projection);
  expect(database.prepare(statement).run().changes).toBe(1);
  database.close();
}

/** A row that nobody has sealed yet is not known to have been another. */
function unsealed(projection: string, generation: number): number {
  const database = fileOf(projection);
  const count = `SELECT count(*) FROM "rows:${projection}:${generation}" WHERE seal IS NULL`;
  const found = database.prepare<[], number>(count).pluck().get() ?? 0;
  database.close();
  return found;
}

const moved = (projection: string, change: string): void =>
  byHand(
    projection,
    `UPDATE checkpoints SET ${change} WHERE projection = '${projection}' AND state = 'active'`,
  );

async function ops(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['dist/apps/ops/src/main.js', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said, [code]] = (await Promise.all([text(child.stdout), once(child, 'exit')])) as [string, [number]];
  return { code, said };
}

const codec = new EventCodec(CONTEXT_DEFINITIONS.map(({ events }) => events));

/** Appends a unit's registration while the server is away, and answers its id and the ordinal it got. */
async function registered(unit: object, meanwhile: (log: EventStore) => Promise<void> = async () => {}) {
  const unitId = derivedId('by-hand', JSON.stringify(unit));
  const metadata = {
    commandId: derivedId('command', unitId),
    requestHash: '',
    actor: 'nobody',
    role: 'office',
    correlationId: 'by-hand',
    recordedAt: '2021-06-01T00:00:00.000Z',
  };
  const data = { unitId, jurisdiction: city.district, kind: 'school', ...unit };
  const event = { type: 'UnitRegistered', data };
  const ordinal = (await server.head()) + 1;
  await server.kill();
  const log = await openEmbeddedLog(dataDir);
  await log.append(`units.unit-${unitId}`, 'none', [
    codec.encode(derivedId('event', unitId), event, metadata, '2021-06-01'),
  ]);
  await meanwhile(log);
  await log.close();
  await server.restart();
  return { unitId, ordinal };
}

/** What the tests before the last have damaged. */
const WRONG = [
  'units',
  'jurisdictions',
  'titles-known-units',
  'notices',
  'activities-known-units',
  'supervision-known-units',
];

async function anew(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { generation } = await stateOf(name);
    expect((await operator.ask('POST', `/v1/projections/${name}/rebuild`)).status).toBe(202);
    await eventually(`${name} to be folded anew`, async () => (await stateOf(name)).generation > generation);
  }
  await isWell();
}

describe('a running server', () => {
  it('is well, and its projections are counted, while nothing is planted', async () => {
    await settled(server);
    const { items } = await eventually('everything to be recounted', async () => {
      const states = await operator.see<{ items: readonly ProjectionStatus[] }>('/v1/projections');
      return states.items.every(({ coverage, ordinal }) => coverage.verifiedTo === ordinal) && states;
    });
    for (const { coverage } of items)
      expect(coverage).toMatchObject({ wrong: false, reason: null, recounted: coverage.handled });
    await isWell();
  });

  it('parks the key of an event that cannot be folded, says so, and leaves the event out when an operator wants it', async () => {
    const other = await city.unit('某学校');
    const { unitId, ordinal } = await registered({});
    const parked = await found('the parked key', async () => {
      const status = await stateOf('units');
      return status.parkedKeys.length > 0 && status;
    });
    expect(parked).toMatchObject({ state: 'active', parkedKeys: [{ key: unitId, ordinal }] });
    expect((await readiness()).projections).toContain(
      `units has 1 parked keys: ${unitId}, UnitRegistered at`,
    );
    const read = await server.request('GET', `/v1/units/${unitId}`);
    expect(read).toMatchObject({ status: 503, body: { code: 'projection-unavailable' } });
    expect(read.body).toMatchObject({
      details: { projection: 'units', reason: expect.stringContaining(unitId) as unknown },
    });
    await city.office.see(`/v1/units/${other.id}`);

    const { items } = await operator.see<{ items: readonly ProjectionStatus[] }>('/v1/projections');
    for (const { name, parkedKeys } of items)
      for (const { key, ordinal: at } of parkedKeys) {
        const skip = { key, ordinal: at, reason: '登记缺名称，按作废处理' };
        const receipt = await operator.do(`/v1/projections/${name}/skip`, skip);
        expect(receipt.stream).toBe(`projections.${name}`);
      }
    await isWell();
    expect((await stateOf('units')).coverage).toMatchObject({ waiting: 0, skipped: 1 });
    expect((await server.request('GET', `/v1/units/${unitId}`)).status).toBe(404);
    expect(await ops('verify')).toMatchObject({ code: 0 });
  });

  it('refuses decisions of others, without a reason, and about what is not parked', async () => {
    const reason = '没有理由';
    expect(await operator.refused('/v1/projections/units/retry', {})).toBe('409 nothing-parked');
    expect(await operator.refused('/v1/projections/units/resume', {})).toBe('409 nothing-parked');
    expect(await operator.refused('/v1/projections/units/skip', { ordinal: 5, reason })).toBe(
      '409 nothing-parked',
    );
    expect(await operator.refused('/v1/projections/units/skip', { ordinal: 5 })).toBe('400 invalid-request');
    expect(await operator.refused('/v1/projections/no-such/park', { reason })).toBe('404 not-found');
    expect(await city.office.refused('/v1/projections/units/park', { reason })).toBe('403 role-not-allowed');
  });

  it('stops a projection for a reason, and goes on', async () => {
    const asked = [
      'park',
      'units',
      '--reason',
      '核对期间停用',
      '--url',
      server.url,
      '--token',
      operator.token,
    ];
    expect(await ops('projection', ...asked)).toMatchObject({ code: 0 });
    await found('units to be parked', async () => (await stateOf('units')).state === 'parked');
    expect(await readiness()).toMatchObject({ status: 200, degraded: true });
    expect((await readiness()).projections).toContain('units is parked: 核对期间停用');
    expect((await server.request('GET', '/v1/units?jurisdiction=990300')).status).toBe(503);
    await operator.do('/v1/projections/units/resume', {});
    await isWell();
  });

  it('finds an event that was skipped, one that was doubled, a row and a checkpoint changed by hand', async () => {
    await registered({ name: '某医院' }, async (log) => {
      const { events } = await log.readAll({ after: null });
      const last = countEntries(events, -1).findLast(
        ({ recorded }) => recorded.type === 'JurisdictionRegistered',
      );
      moved('units', 'ordinal = ordinal + 1, position = position + 1');
      moved(
        'jurisdictions',
        `ordinal = ${Number(last?.ordinal) - 1}, position = ${Number(last?.recorded.position) - 1}`,
      );
    });
    expect(await faultOf('units')).toMatch(
      /^up to ordinal \d+ the ledger holds \d+ events for it, it was fed \d+$/,
    );
    expect(await faultOf('jurisdictions')).toMatch(/it was fed \d+$|went back/);
    const { generation } = await stateOf('titles-known-units');
    byHand(
      'titles-known-units',
      `UPDATE "rows:titles-known-units:${generation}" SET row = replace(row, '某学校', '某学院') WHERE row LIKE '%某学校%'`,
    );
    expect(await faultOf('titles-known-units')).toMatch(/^row \S+ is not as it was written$/);
    moved('notices', 'ordinal = ordinal + 3');
    expect(await faultOf('notices')).toMatch(/stands at ordinal \d+, the ledger ends at \d+$/);
    const { status, degraded, projections = '' } = await readiness();
    expect({ status, degraded }).toEqual({ status: 200, degraded: true });
    for (const name of ['units', 'jurisdictions', 'titles-known-units', 'notices'])
      expect(projections).toContain(`${name} is wrong: `);
    expect(await ops('verify')).toMatchObject({ code: 1 });
  });

  it('finds a row that was deleted by hand and one that was added', async () => {
    const rowsOf = async (name: string) => `"rows:${name}:${(await stateOf(name)).generation}"`;
    const fewer = await rowsOf('activities-known-units');
    byHand('activities-known-units', `DELETE FROM ${fewer} WHERE key = (SELECT min(key) FROM ${fewer})`);
    expect(await faultOf('activities-known-units')).toMatch(/^\d+ rows lie in the file, \d+ were written$/);
    const more = await rowsOf('supervision-known-units');
    byHand(
      'supervision-known-units',
      `INSERT INTO ${more} SELECT 'nobody', row, ordinal, revision, NULL FROM ${more} LIMIT 1`,
    );
    expect(await faultOf('supervision-known-units')).toMatch(
      /^(\d+ rows lie in the file, \d+ were written|row nobody is not as it was written)$/,
    );
    expect((await readiness()).projections).toContain('activities-known-units is wrong: ');
    expect(await ops('verify')).toMatchObject({ code: 1 });
  });

  it('is well again when what was wrong is folded anew', async () => {
    await anew(...WRONG);
    expect(await ops('replay')).toMatchObject({ code: 0 });
  });

  it.each([
    ['results', 'titles-known-units'],
    ['records', 'activities-known-units'],
  ])('a replay names the row of the %s that was changed by hand', async (_, projection) => {
    const { generation } = await stateOf(projection);
    await eventually('all rows to be sealed', () => unsealed(projection, generation) === 0);
    byHand(
      projection,
      `UPDATE "rows:${projection}:${generation}" SET row = replace(row, '某学校', '某学院') WHERE row LIKE '%某学校%'`,
    );
    const { code, said } = await ops('replay');
    expect(code).toBe(1);
    const named = said.split('\n').filter((line) => line.includes('某学院') && line.includes('某学校'));
    expect(named.map((line) => line.split(' | ')[0])).toEqual([projection]);
    await anew(projection);
  });
});
