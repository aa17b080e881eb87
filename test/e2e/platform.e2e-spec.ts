import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importJWK, SignJWT, UnsecuredJWT, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { type Answered, type RequestOptions, type StartedServer, startServer } from '#platform/testing';

jest.setTimeout(60_000);

const CITY = '150200';
const DISTRICT = '150202';
const ELSEWHERE = '440100';

let server: StartedServer;
beforeAll(async () => {
  server = await startServer();
  await register('jurisdiction', '/v1/jurisdictions', { code: CITY, name: '某市', level: 'city' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const post = (path: string, options: RequestOptions): Promise<Answered> =>
  server.request('POST', path, options);
const get = (path: string, options: RequestOptions = {}): Promise<Answered> =>
  server.request('GET', path, options);

interface ReceiptBody {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

async function register(key: string, path: string, body: object): Promise<ReceiptBody> {
  const answered = await post(path, { key, body });
  expect(answered).toMatchObject({ status: 201 });
  return answered.body as ReceiptBody;
}

const unitBody = { name: '某单位', jurisdiction: CITY, kind: 'organ' };
const codeOf = ({ body }: Answered): unknown => (body as { code?: unknown }).code;

describe('the operations', () => {
  it('are public: live, ready, measured and documented', async () => {
    expect(await get('/health/live', { token: null })).toMatchObject({
      status: 200,
      body: { status: 'live' },
    });
    expect((await get('/metrics', { token: null })).body).toContain('civitas_http_request_seconds_bucket');
    expect((await get('/docs', { token: null })).body).toContain('swagger');
    const { body } = await get('/openapi.json', { token: null });
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/units': {
          post: {
            security: [{ bearer: [] }],
            parameters: expect.arrayContaining([
              expect.objectContaining({ name: 'Idempotency-Key', required: true }),
            ]) as unknown,
          },
        },
      },
      components: {
        schemas: {
          ProblemDocumentSchema: {},
          RegisterUnitBody: { required: ['name', 'jurisdiction', 'kind'] },
        },
      },
    });
  });

  it('say how every projection stands, and rebuild one that exists', async () => {
    const { body } = await get('/v1/projections');
    const [first] = (body as { items: { name: string }[] }).items;
    expect(first).toMatchObject({ state: 'active', reason: null });
    const rebuilt = (name = '') => post(`/v1/projections/${name}/rebuild`, { key: 'anew' });
    expect((await rebuilt(first?.name)).status).toBe(202);
    expect((await rebuilt('no-such')).status).toBe(404);
  });
});

describe('a problem', () => {
  it('is explained where its type leads', async () => {
    const { body } = await get('/v1/nothing', { token: null });
    const { type, messages, status } = body as { type: string; messages: object; status: number };
    expect((await get(type, { token: null })).body).toEqual({ code: 'route-not-found', status, ...messages });
    expect((await get('/problems/no-such', { token: null })).status).toBe(404);
  });
});

describe('a write', () => {
  it('answers its receipt, and the same receipt for the same key and body, also when the state has moved on and after a restart', async () => {
    const first = await post('/v1/units', { key: 'once', body: unitBody });
    const { id, stream } = first.body as ReceiptBody;
    expect(first).toMatchObject({ status: 201, body: { revision: 0, events: [{ type: 'UnitRegistered' }] } });
    expect(first.headers.get('etag')).toBe('"0"');
    expect(
      await post(`/v1/units/${id}/dissolve`, {
        key: 'end',
        body: { dissolvedOn: '2021-06-30' },
      }),
    ).toMatchObject({
      status: 200,
      body: { stream, revision: 1 },
    });
    const head = await server.head();
    const again = await post('/v1/units', {
      key: 'once',
      body: { kind: 'organ', jurisdiction: CITY, name: '某单位' },
    });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    await server.restart();
    const afterRestart = await post('/v1/units', { key: 'once', body: unitBody });
    expect([afterRestart.status, afterRestart.body]).toEqual([first.status, first.body]);
    expect(await server.head()).toBe(head);
  });

  it('with a key that another body has is refused, also where the body says which stream it writes to', async () => {
    const cases = [
      ['/v1/jurisdictions', { code: '159200', name: '某市', level: 'city' }, { code: '159300' }],
      [
        '/v1/policies/documents',
        { jurisdiction: CITY, effectiveFrom: '2021-01-01', rules: { issuerCode: '某文明', gapless: true } },
        { jurisdiction: ELSEWHERE },
      ],
    ] as const;
    for (const [path, body, change] of cases) {
      const key = `same ${path}`.replaceAll(/[ /]/g, '-');
      const first = await post(path, { key, body });
      expect(first.status).toBeLessThan(300);
      const other = await post(path, { key, body: { ...body, ...change } });
      expect([path, other.status, codeOf(other)]).toEqual([path, 422, 'idempotency-key-reused']);
      expect((await post(path, { key, body })).body).toEqual(first.body);
    }
  });

  it('is read by whoever waits for its position', async () => {
    const { id, position } = await register('read-own', '/v1/units', unitBody);
    const read = await get(`/v1/units/${id}`, { headers: { 'min-position': position } });
    expect(read).toMatchObject({ status: 200, body: { name: unitBody.name } });
    expect(read.headers.get('etag')).toBe('"0"');
  });

  it('carries its correlation id into the ledger and back', async () => {
    const answered = await post('/v1/units', {
      key: 'correlated',
      body: unitBody,
      headers: { 'x-correlation-id': 'paper-7' },
    });
    expect(answered.headers.get('x-correlation-id')).toBe('paper-7');
    const { stream } = answered.body as ReceiptBody;
    const { body } = await get(`/v1/audit/events?stream=${stream}`);
    expect(body).toMatchObject({
      items: [
        {
          revision: 0,
          metadata: { correlationId: 'paper-7', actor: 'dev', role: 'office', schemaVersion: 1 },
        },
      ],
    });
  });
});

describe('bad input changes nothing and is answered with', () => {
  const valid = { key: 'bad', body: unitBody };
  const units = (options: RequestOptions) => (): Promise<Answered> => post('/v1/units', options);
  const raw =
    (text: string, contentType = 'application/json') =>
    async (): Promise<Answered> => {
      const headers = {
        authorization: `Bearer ${await server.token()}`,
        'content-type': contentType,
        'idempotency-key': 'raw',
      };
      const response = await fetch(`${server.url}/v1/units`, { method: 'POST', headers, body: text });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };

  const cases: readonly (readonly [number, string, string, () => Promise<Answered>])[] = [
    [400, 'idempotency-key-missing', 'no key', units({ body: unitBody })],
    [
      400,
      'malformed-if-match',
      'an If-Match without quotes',
      units({ ...valid, headers: { 'if-match': '3' } }),
    ],
    [
      400,
      'malformed-correlation-id',
      'a correlation id with blanks',
      units({ ...valid, headers: { 'x-correlation-id': 'a b' } }),
    ],
    [
      400,
      'malformed-correlation-id',
      'a phone number as correlation id',
      units({ ...valid, headers: { 'x-correlation-id': '13800138000' } }),
    ],
    [400, 'malformed-json', 'half a document', raw('{"name":')],
    [400, 'invalid-request', 'a __proto__ key', raw('{"name":"x","__proto__":{"roles":["operator"]}}')],
    [400, 'invalid-request', 'a constructor key', raw('{"constructor":{"prototype":{}}}')],
    [400, 'invalid-request', 'a list instead of an object', raw('[]')],
    [413, 'too-large', 'two mebibytes', raw(JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }))],
    [415, 'unsupported-media-type', 'a form', raw('name=x', 'application/x-www-form-urlencoded')],
    [
      400,
      'clock-not-driven',
      'a given now',
      units({ ...valid, headers: { 'civitas-now': '2021-01-01T00:00:00Z' } }),
    ],
    [
      412,
      'stale-revision',
      'a revision that is not there',
      units({ key: 'fresh', body: unitBody, headers: { 'if-match': '"7"' } }),
    ],
    [404, 'route-not-found', 'an unknown path', () => post('/v1/nothing', valid)],
    [405, 'method-not-allowed', 'an unknown method', () => server.request('DELETE', '/v1/units')],
    [400, 'malformed-cursor', 'a cursor of our own making', () => get('/v1/audit/events?cursor=xyz')],
    [
      400,
      'malformed-min-position',
      'a position that is none',
      () => get('/v1/units', { headers: { 'min-position': '7' } }),
    ],
    [
      409,
      'foreign-position',
      'a position of another store',
      () => get('/v1/units', { headers: { 'min-position': '00000000-0000-4000-8000-000000000000.7' } }),
    ],
    [400, 'malformed-request', 'a path that is no UTF-8', () => get('/v1/units/%ff')],
  ];
  it.each(cases)('%i %s: %s', async (status, code, _, ask) => {
    const before = await server.head();
    const answered = await ask();
    expect(answered).toMatchObject({
      status,
      body: {
        type: `/problems/${code}`,
        status,
        code,
        messages: { zh: expect.any(String) as string, en: expect.any(String) as string },
        correlationId: expect.any(String) as string,
      },
    });
    expect(answered.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await server.head()).toBe(before);
  });

  it('the fields that are wrong, each by its pointer, in the wanted language', async () => {
    const body = { name: '13800138000', jurisdiction: CITY, kind: 'castle', headCount: 1.5, extra: true };
    const { body: problem } = await post('/v1/units', {
      key: 'fields',
      body,
      headers: { 'accept-language': 'en' },
    });
    const { errors } = problem as { errors: { pointer: string; code: string; detail: string }[] };
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/extra unknown-field',
      '/headCount count',
      '/kind one-of',
      '/name personal-number',
    ]);
    expect(errors.find(({ pointer }) => pointer === '/headCount')?.detail).toBe('must be a whole number');
  });

  it('422 for a key that was used with another body', async () => {
    await register('twice', '/v1/units', unitBody);
    const before = await server.head();
    expect(codeOf(await post('/v1/units', { key: 'twice', body: { ...unitBody, name: '另一单位' } }))).toBe(
      'idempotency-key-reused',
    );
    expect(await server.head()).toBe(before);
  });

  it('409 for a position that is not reached within two seconds, saying how far it is', async () => {
    const { position } = await register('far', '/v1/units', unitBody);
    const answered = await get('/v1/units', { headers: { 'min-position': `${position}000` } });
    expect(answered).toMatchObject({
      status: 409,
      body: { code: 'position-not-reached', details: { wanted: `${position}000` } },
    });
  });

  it('431 for headers beyond all measure', async () => {
    expect((await get('/health/live', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe('nobody gets in', () => {
  const claims = { roles: ['office'], jurisdiction: CITY };
  const now = Math.floor(Date.now() / 1000);
  const signedBy = (key: CryptoKey, iat: number, exp: number, issuer = 'civitas:local'): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('li')
      .setIssuer(issuer)
      .setAudience('civitas')
      .setIssuedAt(iat)
      .setExpirationTime(exp)
      .sign(key);
  const ownKey = async (): Promise<CryptoKey> =>
    (await importJWK(
      JSON.parse(await readFile(join(server.dataDir, 'keys', 'token-signing.json'), 'utf8')) as JWK,
      'EdDSA',
    )) as CryptoKey;

  const tokens: readonly (readonly [string, string, () => Promise<string | null>])[] = [
    ['without a token', 'token-missing', () => Promise.resolve(null)],
    ['with an expired token', 'token-expired', async () => signedBy(await ownKey(), now - 7200, now - 3600)],
    [
      'with a token of thirteen hours',
      'token-invalid',
      async () => signedBy(await ownKey(), now, now + 13 * 3600),
    ],
    [
      'with another issuer’s token',
      'token-invalid',
      async () => signedBy(await ownKey(), now, now + 60, 'elsewhere'),
    ],
    [
      'with a forged token',
      'token-invalid',
      async () => signedBy((await generateKeyPair('EdDSA')).privateKey, now, now + 60),
    ],
    [
      'with an unsigned token',
      'token-invalid',
      () =>
        Promise.resolve(
          new UnsecuredJWT(claims)
            .setSubject('li')
            .setIssuer('civitas:local')
            .setAudience('civitas')
            .setIssuedAt()
            .setExpirationTime('1h')
            .encode(),
        ),
    ],
    ['with a token that is none', 'token-invalid', () => Promise.resolve('x.y.z')],
  ];
  it.each(tokens)('%s', async (_, code, token) => {
    const before = await server.head();
    const answered = await post('/v1/units', { key: 'intruder', body: unitBody, token: await token() });
    expect(answered).toMatchObject({ status: 401, body: { code } });
    expect(answered.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await server.head()).toBe(before);
  });

  it('beyond the own subtree', async () => {
    const district = await server.tokenFor({ actor: 'd', roles: ['office'], jurisdiction: DISTRICT });
    expect(await post('/v1/units', { key: 'up', body: unitBody, token: district })).toMatchObject({
      status: 403,
      body: { code: 'outside-jurisdiction' },
    });
    const auditor = await server.tokenFor({ actor: 'a', roles: ['auditor'] });
    expect(await post('/v1/units', { key: 'audit', body: unitBody, token: auditor })).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    expect((await get('/v1/units', { token: auditor })).status).toBe(200);
    const operator = await server.tokenFor({ actor: 'o', roles: ['operator'] });
    expect((await get('/v1/projections', { token: operator })).status).toBe(200);
    expect((await get('/v1/units', { token: operator })).status).toBe(403);
  });
});

describe('every route there is', () => {
  interface RouteAccess {
    readonly method: string;
    readonly path: string;
    readonly public: boolean;
    readonly scope?: string;
  }
  const PUBLIC = /^\/(health\/(live|ready)|problems(\/:code)?|metrics|openapi\.json|docs(\/.*)?)$/;
  const STRANGER = '99999999-9999-4999-8999-999999999999';
  const named = {
    jurisdiction: CITY,
    code: CITY,
    unitId: STRANGER,
    organiserUnitId: STRANGER,
    reason: '试探',
  };

  const routes = async (): Promise<readonly RouteAccess[]> =>
    ((await get('/v1/routes')).body as { items: RouteAccess[] }).items;
  const ask = ({ method, path }: RouteAccess, token: string | null): Promise<Answered> => {
    const target = path
      .replace(/:jurisdiction\b/g, CITY)
      .replace(/:[^/]+/g, STRANGER)
      .replace('*', 'x');
    const query = `?${new URLSearchParams({ jurisdiction: CITY, unitId: STRANGER }).toString()}`;
    const reads = method === 'GET' || method === 'HEAD';
    return server.request(method, reads ? target + query : target, {
      token,
      ...(!reads && { key: 'walk', body: named }),
    });
  };

  it('is on the list of public ones or wants a token', async () => {
    const all = await routes();
    expect(all.length).toBeGreaterThan(10);
    for (const route of all) {
      expect(`${route.path} public: ${route.public}`).toBe(
        `${route.path} public: ${PUBLIC.test(route.path)}`,
      );
      if (!route.public)
        expect(`${route.method} ${route.path} ${(await ask(route, null)).status}`).toBe(
          `${route.method} ${route.path} 401`,
        );
    }
  });

  it('changes nothing for a foreign token of any role, and shows it nothing that is not for everyone', async () => {
    const unit = '88888888-8888-4888-8888-888888888888';
    const foreigners = await Promise.all([
      server.tokenFor({ actor: 'f1', roles: ['office'], jurisdiction: ELSEWHERE }),
      server.tokenFor({ actor: 'f2', roles: ['assessor'], jurisdiction: ELSEWHERE }),
      server.tokenFor({ actor: 'f3', roles: ['unit'], unit }),
      server.tokenFor({ actor: 'f4', roles: ['office', 'assessor', 'unit'], jurisdiction: ELSEWHERE, unit }),
    ]);
    const before = await server.head();
    for (const route of await routes()) {
      if (route.public) continue;
      for (const token of foreigners) {
        const { status } = await ask(route, token);
        const open =
          (route.method === 'GET' || route.method === 'HEAD') &&
          (route.scope === 'anyone' || route.scope === 'narrowed');
        if (!open) expect(`${route.method} ${route.path} ${status}`).toMatch(/ (400|403|404|422)$/);
      }
    }
    expect(await server.head()).toBe(before);
  });
});
