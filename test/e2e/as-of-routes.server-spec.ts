import { type StartedServer, startServer } from '#platform/testing';
import { answeredAsOf, refusedAsOf } from './as-of.js';
import { Desk } from './desk.js';
import { misfits, type Schema, type Schemas } from './openapi/schema.js';
import { type Past, preparePast } from './past.js';
import { readsOf } from './reads.js';

jest.setTimeout(120_000);

interface Read {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get?: Read }>>;
  readonly components: { readonly schemas: Schemas };
}

let server: StartedServer;
let place: Past;
let document: OpenApi;

beforeAll(async () => {
  server = await startServer();
  place = await preparePast(server);
  document = (await server.request('GET', '/openapi.json', { token: null })).body as OpenApi;
});
afterAll(() => server.stop());

/** Every route that reads rows. */
const ROUTES = [
  '/v1/activities',
  '/v1/activities/{id}',
  '/v1/criticisms',
  '/v1/cycles',
  '/v1/cycles/{id}',
  '/v1/jurisdictions',
  '/v1/leaderboards/score',
  '/v1/leaderboards/score/members/{id}',
  '/v1/notices',
  '/v1/notices/{id}',
  '/v1/policies',
  '/v1/scores/{unitId}',
  '/v1/scores/{unitId}/explain',
  '/v1/stars',
  '/v1/summary',
  '/v1/titles',
  '/v1/titles/{unitId}',
  '/v1/units',
  '/v1/units/{id}',
  '/v1/units/{id}/timeline',
];
const STARS = '/v1/stars';
const filled = (route: string): string =>
  readsOf(route, place)[/\{\w+\}|jurisdictions/.test(route) ? 0 : 1].replace(/[?&]$/, '');

describe('every route that reads rows', () => {
  it('may be asked as of then', () => {
    const asked = Object.entries(document.paths).filter(([, { get }]) =>
      get?.parameters.some((parameter) => parameter.name === 'asOf' && parameter.in === 'query'),
    );
    expect(asked.map(([path]) => path).toSorted()).toEqual(ROUTES);
    const folding = asked.filter(([, { get }]) => get?.responses['202']).map(([path]) => path);
    expect(folding.toSorted()).toEqual(ROUTES.filter((route) => route !== STARS));
  });

  it('answers as of the last event what it answers now, and how far that was known', async () => {
    for (const route of ROUTES) {
      const now = await place.city.office.ask('GET', filled(route));
      const { status, body, headers } = await answeredAsOf(place.city.office, filled(route), place.head);
      const mark = route === STARS ? {} : { asOf: place.head };
      expect([route, status, body]).toEqual([route, 200, { ...(now.body as object), ...mark }]);
      expect([route, headers.get('etag')]).toEqual([route, now.headers.get('etag')]);
      const schema = document.paths[route]?.get?.responses['200']?.content?.['application/json']?.schema;
      expect([route, misfits(body, schema ?? {}, document.components.schemas)]).toEqual([route, []]);
    }
  });

  it('knows nothing before the first event', async () => {
    const { office } = place.city;
    const known: string[] = [];
    for (const route of ROUTES) {
      const { status, body } = await answeredAsOf(office, filled(route), '2000-01-01T00:00:00Z');
      const { items, titles = items } = body as Readonly<Record<string, { value?: number }[] | undefined>>;
      // A summary has every figure, and each is none.
      const knowsNothing = status === 404 || titles?.every(({ value }) => value === 0);
      if (!knowsNothing) known.push(`${route} ${JSON.stringify(body)}`);
    }
    expect(known).toEqual([]);
  });

  it('refuses what is to come, what is no place, and to wait for what is now', async () => {
    const { office } = place.city;
    const headers = { 'min-position': place.position };
    for (const route of ROUTES) {
      const path = filled(route);
      const refusals = [];
      for (const asOf of [place.head + 1, '2999-01-01T00:00:00Z', 'yesterday', '-1', '', '1&asOf=2'])
        refusals.push(await refusedAsOf(office, path, asOf));
      const both = await office.ask('GET', `${path}${path.includes('?') ? '&' : '?'}asOf=${place.then}`, {
        headers,
      });
      expect([route, ...refusals, both.status, both.body]).toEqual([
        route,
        '409 as-of-ahead',
        '409 as-of-ahead',
        '400 invalid-request',
        '400 invalid-request',
        '400 invalid-request',
        '400 invalid-request',
        400,
        expect.objectContaining({ code: 'min-position-with-as-of' }),
      ]);
    }
  });

  it('shows as of then no more to a stranger than now', async () => {
    const secrets = [place.school, place.station, place.gone, place.mill].flatMap(({ id, name }) => [
      id,
      name,
    ]);
    const seen: string[] = [];
    const elsewhere = { actor: 'elsewhere', jurisdiction: '990200', unit: place.stranger.id } as const;
    const token = await server.tokenFor({ ...elsewhere, roles: ['office', 'assessor', 'unit'] });
    const stranger = new Desk(server, token);
    for (const route of ROUTES)
      for (const path of readsOf(route, place))
        for (const [who, desk] of Object.entries({ own: place.city.office, stranger })) {
          const { status, body } = await answeredAsOf(desk, path, place.then);
          expect(status).toBeLessThan(500);
          if (status === 200 && secrets.some((secret) => JSON.stringify(body).includes(secret)))
            seen.push(`${who} ${route}`);
        }
    expect(seen.filter((sight) => !sight.startsWith('own'))).toEqual([]);
    expect(new Set(seen).size).toBeGreaterThan(12);
  });
});
