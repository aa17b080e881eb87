import { type StartedServer, startServer } from '#platform/testing';
import { answeredAsOf, refusedAsOf, seenAsOf } from './as-of.js';
import { bodies, award } from './bad-input/bodies.js';
import { type Place, preparePlace } from './bad-input/place.js';
import { register } from './activities.js';
import { type CityUnit, settled } from './city.js';
import { Desk } from './desk.js';
import { misfits, type Schema, type Schemas } from './openapi/schema.js';
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
let place: Place;
let document: OpenApi;
/** Dissolved after then. */
let mill: CityUnit;
/** Registered after then. */
let newcomer: CityUnit;
let then: number;
let head: number;

beforeAll(async () => {
  server = await startServer();
  place = await preparePlace(server);
  document = (await server.request('GET', '/openapi.json', { token: null })).body as OpenApi;
  const { city, station, notices, activities } = place;
  const { office } = city;
  mill = await city.unit('示例老厂');
  then = await server.head();
  newcomer = await city.unit('示例新校');
  await settled(server);
  await register(office, newcomer);
  await office.do('/v1/jurisdictions', { code: '990108', name: '示例新区', level: 'district' });
  await office.do('/v1/cycles', { id: '990100-2022', from: '2022-01-01', to: '2022-12-31' });
  await office.do(`/v1/units/${mill.id}/dissolve`, { dissolvedOn: '2021-06-30' });
  await office.do(`/v1/activities/${activities.open}/close`, bodies.closing(place));
  await office.do(`/v1/notices/${notices.filed}/issue`, bodies.issue());
  await office.do(`/v1/titles/${station.id}/district/award`, { ...award('示教办〔2021〕2号'), star: 1 });
  await settled(server);
  head = await server.head();
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
      const { status, body, headers } = await answeredAsOf(place.city.office, filled(route), head);
      const mark = route === STARS ? {} : { asOf: head };
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
      for (const asOf of [head + 1, '2999-01-01T00:00:00Z', 'yesterday', '-1', '', '1&asOf=2'])
        refusals.push(await refusedAsOf(office, path, asOf));
      const both = await office.ask('GET', `${path}${path.includes('?') ? '&' : '?'}asOf=${then}`, {
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
    const secrets = [place.school, place.station, place.gone, mill].flatMap(({ id, name }) => [id, name]);
    const seen: string[] = [];
    const elsewhere = { actor: 'elsewhere', jurisdiction: '990200', unit: place.stranger.id } as const;
    const token = await server.tokenFor({ ...elsewhere, roles: ['office', 'assessor', 'unit'] });
    const stranger = new Desk(server, token);
    for (const route of ROUTES)
      for (const path of readsOf(route, place))
        for (const [who, desk] of Object.entries({ own: place.city.office, stranger })) {
          const { status, body } = await answeredAsOf(desk, path, then);
          expect(status).toBeLessThan(500);
          if (status === 200 && secrets.some((secret) => JSON.stringify(body).includes(secret)))
            seen.push(`${who} ${route}`);
        }
    expect(seen.filter((sight) => !sight.startsWith('own'))).toEqual([]);
    expect(new Set(seen).size).toBeGreaterThan(12);
  });
});

describe('as of then', () => {
  interface Listed {
    readonly items: readonly Readonly<Record<string, unknown>>[];
  }
  /** A member of every item, then and now. */
  const listed = async (path: string, member: string, desk = place.city.office) => {
    const pick = ({ items }: Listed): readonly unknown[] => items.map((item) => item[member]).toSorted();
    return { then: pick(await seenAsOf<Listed>(desk, path, then)), now: pick(await desk.see<Listed>(path)) };
  };
  /** A member of the answer, then and now. */
  const told = async (path: string, member: string) => {
    const { office } = place.city;
    const [before, after] = [await seenAsOf<object>(office, path, then), await office.see<object>(path)];
    return [before, after].map((body) => (body as Readonly<Record<string, unknown>>)[member]);
  };

  it('units are those that were registered, and not dissolved yet', async () => {
    const names = await listed('/v1/units?jurisdiction=990100', 'name');
    expect(names.now).toEqual([...names.then, '示例新校'].toSorted());
    expect(names.then).toContain('示例老厂');
    expect(await told(`/v1/units/${mill.id}`, 'dissolvedOn')).toEqual([undefined, '2021-06-30']);
    expect(await refusedAsOf(place.city.office, `/v1/units/${newcomer.id}`, then)).toBe('404 unit-not-found');
    const codes = await listed('/v1/jurisdictions', 'code');
    expect(codes.now.filter((code) => !codes.then.includes(code))).toEqual(['990108']);
  });

  it('pages go on where they ended', async () => {
    const all = await seenAsOf<Listed>(place.city.office, '/v1/units', then);
    const items = [];
    let more = '';
    do {
      const page = await seenAsOf<Listed & { readonly cursor?: string }>(
        place.city.office,
        `/v1/units?limit=2${more}`,
        then,
      );
      items.push(...page.items);
      more = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
    } while (more !== '');
    expect(items).toEqual(all.items);
  });

  it('activities are open that were closed since', async () => {
    expect(await told(`/v1/activities/${place.activities.open}`, 'status')).toEqual(['registered', 'closed']);
    const statuses = await listed('/v1/activities', 'status');
    expect(statuses).toEqual({
      then: ['closed', 'registered', 'registered'],
      now: ['closed', 'closed', 'registered', 'registered'],
    });
  });

  it('notices are drafts that were issued since', async () => {
    expect(await told(`/v1/notices/${place.notices.filed}`, 'status')).toEqual(['filed', 'issued']);
    const drafts = await listed('/v1/notices?status=filed', 'noticeId');
    expect(drafts).toEqual({ then: [place.notices.filed], now: [] });
  });

  it('titles, cycles and stars are those that were decided', async () => {
    const { station, school, city } = place;
    const holders = await listed('/v1/titles', 'unitId');
    expect(holders).toEqual({ then: [school.id], now: [school.id, station.id].toSorted() });
    expect((await told(`/v1/titles/${station.id}`, 'titles')).map((titles) => (titles as []).length)).toEqual(
      [0, 1],
    );
    expect(await listed('/v1/stars?on=2021-06-01', 'unitId')).toEqual(holders);
    expect((await listed('/v1/cycles', 'cycleId')).then).toEqual(['990100-2021']);
    expect(await refusedAsOf(city.office, '/v1/cycles/990100-2022', then)).toBe('404 cycle-not-found');
  });

  it('a score is what had been counted, and its entries add up to it', async () => {
    const path = (more: string): string => `/v1/scores/${place.station.id}${more}?cycle=990100-2021`;
    const totals = await told(path(''), 'total');
    // Since then: one more activity, one more criticism, a title.
    expect(totals).toEqual(['60.9', '63.1']);
    expect(await told(path('/explain'), 'total')).toEqual(totals);
    const sums = (await told(path('/explain'), 'entries')).map((entries) =>
      (entries as readonly { points: string }[]).reduce((sum, { points }) => sum + Number(points) * 1000, 0),
    );
    expect(sums.map((sum) => Math.round(sum))).toEqual([60_900, 63_100]);
    expect(await refusedAsOf(place.city.office, `/v1/scores/${newcomer.id}?cycle=990100-2021`, then)).toBe(
      '404 unit-not-found',
    );
    const members = await listed('/v1/leaderboards/score?cycle=990100-2021', 'id');
    expect([...members.now, mill.id].toSorted()).toEqual([...members.then, newcomer.id].toSorted());
  });

  it('a summary counts what was known', async () => {
    const path = '/v1/summary?jurisdiction=990100&year=2021';
    const figures = (await told(path, 'items')).map((items) =>
      (items as readonly { measure: string; name?: string; value: number }[])
        .filter(({ name }) => name === undefined)
        .map(({ measure, value }) => `${measure} ${value}`),
    );
    expect(figures[0]).toEqual(expect.arrayContaining(['personTimesCriticised 6', 'registered 4']));
    expect(figures[1]).toEqual(expect.arrayContaining(['personTimesCriticised 9', 'registered 4']));
    expect(figures[0]).not.toEqual(figures[1]);
  });

  it('a unit reads its own, and of others what it might have read', async () => {
    const { school, station, notices } = place;
    const { desk } = school;
    const { items: units } = await seenAsOf<Listed>(desk, '/v1/units', then);
    expect(units.map(({ unitId }) => unitId)).toEqual([school.id]);
    const { items: lines } = await seenAsOf<Listed>(desk, '/v1/criticisms', then);
    expect(lines.map(({ unitId }) => unitId)).toEqual([school.id]);
    const cycle = 'cycle=990100-2021';
    expect(await seenAsOf(desk, `/v1/leaderboards/score/members/${school.id}?${cycle}`, then)).toMatchObject({
      asOf: then,
      items: [{ id: school.id }],
    });
    // A draft is the office's; what was issued since is read by everybody named.
    expect(await refusedAsOf(desk, `/v1/notices/${notices.filed}`, then)).toBe('404 notice-not-found');
    await desk.see(`/v1/notices/${notices.filed}`);
    for (const path of [
      `/v1/units/${station.id}`,
      `/v1/titles/${station.id}`,
      `/v1/scores/${station.id}?${cycle}`,
      `/v1/scores/${station.id}/explain?${cycle}`,
      `/v1/leaderboards/score/members/${station.id}?${cycle}`,
    ])
      expect([path, await refusedAsOf(desk, path, then)]).toEqual([path, '403 another-unit']);
  });
});
