import { type StartedServer, startServer } from '#platform/testing';
import { bodies } from './bad-input/bodies.js';
import { PATHS } from './bad-input/case.js';
import { type Place, preparePlace } from './bad-input/place.js';
import { readsOf } from './reads.js';
import { EVIDENCE, LADDER, NUMBERING, SCORING } from './rules.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;
let place: Place;

beforeAll(async () => {
  server = await startServer();
  place = await preparePlace(server);
});
afterAll(() => server.stop());

interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

const PUBLIC = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /problems',
  'GET /problems/{code}',
];

async function operations(): Promise<readonly Operation[]> {
  const { body } = await server.request('GET', '/openapi.json', { token: null });
  const { paths } = body as { paths: Readonly<Record<string, Readonly<Record<string, object>>>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase() as Operation['method'], path })),
  );
}

const policy = (rules: object) => ({ jurisdiction: '990100', effectiveFrom: '2022-01-01', rules });
const { decision } = bodies.award();

/** What the city itself could send to each route that writes; a new one must be entered here. */
const WRITES: Readonly<Record<string, (at: Place) => readonly [path: string, body: object]>> = {
  '/v1/as-of/{id}/cancel': () => ['/v1/as-of/6f1f2f0c-8d5e-8a10-9b3c-0d1e2f3a4b5c/cancel', {}],
  '/v1/projections/{name}/rebuild': () => ['/v1/projections/units/rebuild', {}],
  '/v1/projections/{name}/park': () => ['/v1/projections/units/park', { reason: '核对' }],
  '/v1/projections/{name}/resume': () => ['/v1/projections/units/resume', {}],
  '/v1/projections/{name}/roll-back': () => ['/v1/projections/units/roll-back', { reason: '行有误' }],
  '/v1/projections/{name}/retry': () => ['/v1/projections/units/retry', {}],
  '/v1/projections/{name}/skip': () => ['/v1/projections/units/skip', { ordinal: 1, reason: '核对' }],
  '/v1/processes/{name}/outbox/{id}/retry': ({ school }) => [
    `/v1/processes/unused-numbers/outbox/${school.id}/retry`,
    {},
  ],
  '/v1/processes/{name}/outbox/{id}/skip': ({ school }) => [
    `/v1/processes/unused-numbers/outbox/${school.id}/skip`,
    { reason: '误记' },
  ],
  '/v1/processes/{name}/retry': () => ['/v1/processes/unused-numbers/retry', {}],
  '/v1/jurisdictions': () => ['/v1/jurisdictions', { code: '990108', name: '示例新区', level: 'district' }],
  '/v1/units': (at) => [PATHS.unit(at), bodies.unit(at)],
  '/v1/units/{id}/dissolve': ({ station }) => [
    `/v1/units/${station.id}/dissolve`,
    { dissolvedOn: '2021-12-31' },
  ],
  '/v1/policies/documents': () => ['/v1/policies/documents', policy(NUMBERING)],
  '/v1/policies/activities': () => ['/v1/policies/activities', policy(EVIDENCE)],
  '/v1/policies/titles': () => ['/v1/policies/titles', policy(LADDER)],
  '/v1/policies/assessment': () => ['/v1/policies/assessment', policy(SCORING)],
  '/v1/cycles': () => ['/v1/cycles', { id: '990100-2022', from: '2022-01-01', to: '2022-12-31' }],
  '/v1/notices': (at) => [PATHS.notice(at), bodies.notice(at)],
  '/v1/notices/{id}/issue': (at) => [PATHS.issue(at), bodies.issue()],
  '/v1/notices/{id}/rectification': (at) => [PATHS.rectification(at), bodies.rectification(at)],
  '/v1/notices/{id}/verification': (at) => [PATHS.verification(at), bodies.verification(at)],
  '/v1/notices/{id}/withdraw': (at) => [PATHS.withdrawal(at), bodies.withdrawal()],
  '/v1/activities': (at) => [PATHS.activity(at), bodies.activity(at)],
  '/v1/activities/{id}/close': (at) => [PATHS.closing(at), bodies.closing(at)],
  '/v1/titles/{unitId}/{level}/award': (at) => [PATHS.award(at), bodies.award()],
  '/v1/titles/{unitId}/{level}/retain': ({ school }) => [
    `/v1/titles/${school.id}/district/retain`,
    { cycle: '990100-2021', decision },
  ],
  '/v1/titles/{unitId}/{level}/revoke': ({ school }) => [
    `/v1/titles/${school.id}/district/revoke`,
    { decision, reason: '弄虚作假' },
  ],
};

/** Everyone who has nothing to do with the city, and auditors, who write nothing anywhere. */
async function strangers(): Promise<readonly (readonly [who: string, token: string])[]> {
  const jurisdiction = '990200';
  const unit = place.stranger.id;
  const all = { actor: 'everything-elsewhere', jurisdiction, unit } as const;
  return [
    ['office', place.other.office.token],
    ['assessor', await server.tokenFor({ actor: 'assessor-elsewhere', roles: ['assessor'], jurisdiction })],
    ['unit', place.stranger.desk.token],
    ['all three', await server.tokenFor({ ...all, roles: ['office', 'assessor', 'unit'] })],
  ];
}

describe('every operation of the API', () => {
  it('wants a token, but for those that are public', async () => {
    const open: string[] = [];
    for (const { method, path } of await operations()) {
      const { status } = await server.request(method, path.replace(/\{\w+\}/g, 'x'), { token: null });
      if (status !== 401) open.push(`${method} ${path}`);
    }
    expect(open).toEqual(PUBLIC);
  });

  it('writes nothing for a stranger of any role, nor for an auditor', async () => {
    const writes = (await operations()).filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(writes.toSorted()).toEqual(Object.keys(WRITES).toSorted());
    const before = await server.head();
    for (const [who, token] of [...(await strangers()), ['auditor', place.city.auditor.token] as const])
      for (const path of writes) {
        const [filled, body] = WRITES[path]?.(place) ?? [path, {}];
        const { status } = await server.request('POST', filled, { token, body, key: 'stranger' });
        expect(`${who} ${path} ${status}`).toBe(`${who} ${path} 403`);
      }
    expect(await server.head()).toBe(before);
  });

  it('shows a stranger nothing of the city', async () => {
    const secrets = [place.school, place.station, place.gone].flatMap(({ id, name }) => [id, name]);
    const reads = (await operations()).filter(
      ({ method, path }) => method === 'GET' && !PUBLIC.includes(`GET ${path}`),
    );
    const office = place.city.office.token;
    const seen: string[] = [];
    for (const path of reads.flatMap((read) => readsOf(read.path, place)))
      for (const [who, token] of [['own', office] as const, ...(await strangers())]) {
        const { status, body } = await server.request('GET', path, { token });
        expect(status).toBeLessThan(500);
        const text = JSON.stringify(body);
        if (status === 200 && secrets.some((secret) => text.includes(secret)))
          seen.push(`${who} ${path.split('?')[0] ?? ''}`);
      }
    expect(seen.filter((sight) => !sight.startsWith('own'))).toEqual([]);
    // The walk asks for what there is to see: the city's own office sees it.
    expect(new Set(seen).size).toBeGreaterThan(12);
  });
});
