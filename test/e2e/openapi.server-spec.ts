import { type StartedServer, startServer } from '#platform/testing';
import { type Place, preparePlace } from './bad-input/place.js';
import { misfits, resolved, type Schema, type Schemas } from './openapi/schema.js';
import { readsOf } from './reads.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly headers?: Readonly<Record<string, object>>;
}
type Responses = Readonly<Record<string, Response>>;

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly schemas: Schemas };
}

let server: StartedServer;
let place: Place;
let document: OpenApi;

beforeAll(async () => {
  server = await startServer();
  place = await preparePlace(server);
  document = (await server.request('GET', '/openapi.json', { token: null })).body as OpenApi;
});
afterAll(() => server.stop());

const responsesOf = (method: string): readonly (readonly [path: string, responses: Responses])[] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    operations[method] ? [[path, operations[method].responses] as const] : [],
  );

const jsonOf = (response: Response | undefined): Schema | undefined =>
  response?.content?.['application/json']?.schema;

/** Says more than that there is an object. */
function says(schema: Schema | undefined): boolean {
  if (!schema) return false;
  const { type, properties = {}, items } = resolved(schema, document.components.schemas);
  return type === 'array' ? says(items) : Object.keys(properties).length > 0;
}

const problemsOf = (responses: Responses): readonly number[] =>
  Object.entries(responses)
    .filter(([, { content }]) => content?.['application/problem+json']?.schema)
    .map(([status]) => Number(status));

describe('the OpenAPI document', () => {
  it('is 3.1, and every reference in it leads somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    const named = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w*)"/g);
    const missing = [...named].filter(([, name = '']) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });

  it('says what every operation that reads answers', () => {
    const silent = responsesOf('get').filter(
      ([path, responses]) => path !== '/metrics' && !says(jsonOf(responses['200'])),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
    expect(document.paths['/metrics']?.['get']?.responses['200']).toMatchObject({
      content: { 'text/plain': { schema: { type: 'string' } } },
    });
    expect(says(jsonOf(document.paths['/health/ready']?.['get']?.responses['503']))).toBe(true);
  });

  it('gives every operation that writes its receipt and its problems', () => {
    const receipt = { $ref: '#/components/schemas/ReceiptDocument' };
    for (const [path, responses] of responsesOf('post')) {
      if (path === '/v1/projections/{name}/rebuild' || path === '/v1/as-of/{id}/cancel') {
        expect(says(jsonOf(responses['202']))).toBe(true);
        continue;
      }
      for (const status of ['200', '201'])
        expect([path, responses[status]]).toMatchObject([
          path,
          { content: { 'application/json': { schema: receipt } }, headers: { ETag: {} } },
        ]);
      expect([path, problemsOf(responses)]).toEqual([
        path,
        [400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 503, 504],
      ]);
      expect(responses['503']?.headers).toHaveProperty('Retry-After');
    }
  });

  it('is true of what every operation that reads answers about a city', async () => {
    const reads = responsesOf('get').filter(([path]) => path.startsWith('/v1/'));
    const pending = await server.request('GET', '/v1/criticisms?asOf=0', { token: place.city.office.token });
    const { job } = pending.body as { job: string };
    const operator = /^\/v1\/(projections|processes|routes)$/;
    for (const [path, responses] of reads) {
      const own = operator.test(path) ? place.tokens.operator : place.city.office.token;
      const token = path.startsWith('/v1/audit') ? place.city.auditor.token : own;
      const asked = /\{\w+\}|projections|processes|routes|audit|jurisdictions/.test(path) ? 0 : 1;
      const url = path === '/v1/as-of/{id}' ? `/v1/as-of/${job}` : readsOf(path, place)[asked];
      const { status, body, headers } = await server.request('GET', url, { token });
      const schema = jsonOf(responses['200']) ?? {};
      const wrong = status === 200 ? misfits(body, schema, document.components.schemas) : [];
      expect([path, status, wrong]).toEqual([path, 200, []]);
      expect([path, headers.has('etag')]).toEqual([path, 'ETag' in (responses['200']?.headers ?? {})]);
    }
  });

  it('is true of what everybody may ask', async () => {
    for (const path of ['/health/live', '/health/ready', '/problems', '/problems/not-found']) {
      const documented = path.replace('/not-found', '/{code}');
      const { body, status } = await server.request('GET', path, { token: null });
      const schema = jsonOf(document.paths[documented]?.['get']?.responses['200']) ?? {};
      expect([path, status, misfits(body, schema, document.components.schemas)]).toEqual([path, 200, []]);
    }
  });
});
