import type { Role } from '#platform/auth';
import { type StartedServer, startServer } from '#platform/testing';
import { type Place, preparePlace } from './bad-input/place.js';
import { WRITES } from './bad-input/writes.js';
import { OPEN_TO_STRANGERS, readsOf, secretsOf } from './reads.js';
import { mayCall, ROLES } from './roles.js';

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

/** Of the city itself, one of every role. */
const locals = (): readonly (readonly [role: Role, token: string])[] => [
  ['office', place.city.office.token],
  ['unit', place.school.desk.token],
  ['assessor', place.tokens.assessor],
  ['auditor', place.city.auditor.token],
  ['operator', place.tokens.operator],
];

/** Whether the role may call it. A write comes without a key, so that it is refused as well where the role may. */
async function isLetIn({ method, path }: Operation, token: string): Promise<boolean> {
  const [filled, body] = (method === 'POST' ? WRITES[path]?.(place) : undefined) ?? [
    readsOf(path, place)[1],
    undefined,
  ];
  const { status, body: answer } = await server.request(method, filled, { token, body });
  const refused = status === 403 && (answer as { code: string }).code === 'role-not-allowed';
  if (method === 'POST' && !refused) expect(status).toBeGreaterThanOrEqual(400);
  return !refused;
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

  it('lets in the roles of the design and no other', async () => {
    const guarded = (await operations()).filter(({ method, path }) => !PUBLIC.includes(`${method} ${path}`));
    const routes = guarded.map(({ method, path }) => `${method} ${path}`);
    expect(routes.toSorted()).toEqual(Object.keys(ROLES).toSorted());
    const before = await server.head();
    const otherwise: string[] = [];
    for (const operation of guarded)
      for (const [role, token] of locals()) {
        const route = `${operation.method} ${operation.path}`;
        const letIn = await isLetIn(operation, token);
        if (letIn !== mayCall(role, route))
          otherwise.push(`${role} ${route} ${letIn ? 'let in' : 'refused'}`);
      }
    expect(otherwise).toEqual([]);
    expect(await server.head()).toBe(before);
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
    const secrets = secretsOf(place);
    const reads = (await operations()).filter(
      ({ method, path }) => method === 'GET' && !PUBLIC.includes(`GET ${path}`),
    );
    const office = place.city.office.token;
    const seen = new Set<string>();
    const shown = new Set<string>();
    for (const path of reads.flatMap((read) => readsOf(read.path, place)))
      for (const [who, token] of [['own', office] as const, ...(await strangers())]) {
        const { status, body } = await server.request('GET', path, { token });
        expect(status).toBeLessThan(500);
        if (status !== 200) continue;
        const text = JSON.stringify(body);
        for (const [what, words] of Object.entries(secrets))
          if (words.some((word) => text.includes(word)))
            if (who === 'own') seen.add(`${path.split('?')[0] ?? ''} ${what}`);
            else shown.add(`${path.split('?')[0] ?? ''} ${what}`);
      }
    expect([...shown]).toEqual(OPEN_TO_STRANGERS);
    // The walk asks for what there is to see: the city's own office sees all of it.
    expect(seen.size).toBeGreaterThan(25);
    expect(new Set([...seen].map((sight) => sight.split(' ')[1]))).toEqual(new Set(Object.keys(secrets)));
  });
});
