import { randomUUID } from 'node:crypto';
import type { BadInput } from './case.js';
import type { Place } from './place.js';

const read = (
  what: string,
  [status, code, ...fields]: readonly [status: number, code: string, ...fields: string[]],
  path: (place: Place) => string,
  more: (place: Place) => { by?: string; headers?: Record<string, string> } = () => ({}),
): BadInput => ({
  what,
  attempt: (place) => ({ method: 'GET', path: path(place), ...more(place) }),
  status,
  code,
  ...(fields.length > 0 && { fields }),
});

/** The same, with the parameter a rule names. */
const pointing = (pointer: string, refused: BadInput): BadInput => ({ ...refused, pointer });

const LISTS = [
  'units',
  'notices',
  'criticisms',
  'activities',
  'titles',
  'stars',
  'cycles',
  'policies',
] as const;

const list = (name: (typeof LISTS)[number], query: string): string =>
  `/v1/${name}?jurisdiction=990100&${query}`;

const minPosition = (position: (place: Place) => string) => (place: Place) => ({
  headers: { 'min-position': position(place) },
});

/** Queries, cursors and positions that are none of ours, and what another place may not see. */
export const reads = [
  ...LISTS.map((name) =>
    pointing(
      '/cursor',
      read(`a cursor no page of ${name} gave`, [400, 'malformed-cursor'], () => list(name, 'cursor=YWJj')),
    ),
  ),
  ...LISTS.flatMap((name) => [
    read(`501 ${name} a page`, [400, 'invalid-request', '/limit too-large'], () => list(name, 'limit=501')),
    read(`an unknown filter of ${name}`, [400, 'invalid-request', '/colour unknown-field'], () =>
      list(name, 'colour=red'),
    ),
  ]),
  read(
    'a cursor no page of a timeline gave',
    [400, 'malformed-cursor'],
    ({ school }) => `/v1/units/${school.id}/timeline?cursor=YWJj`,
  ),
  read('a limit that is no number', [400, 'invalid-request', '/limit count'], () =>
    list('units', 'limit=1e2'),
  ),
  ...(['jurisdiction', 'series', 'cursor'] as const).map((name) =>
    read(
      `a ${name} with broken percent-encoding`,
      [400, 'invalid-request', `/${name} encoding`],
      () => `/v1/activities?${name}=%E4%`,
    ),
  ),
  read('a limit twice', [400, 'invalid-request', '/limit count'], () => list('units', 'limit=1&limit=2')),
  read('a filter named __proto__', [400, 'invalid-request', '/__proto__ forbidden-name'], () =>
    list('units', '__proto__=1'),
  ),
  read('a filter named toString', [400, 'invalid-request', '/toString forbidden-name'], () =>
    list('units', 'toString=1'),
  ),
  read('two jurisdictions', [400, 'invalid-request', '/jurisdiction jurisdiction'], () =>
    list('units', 'jurisdiction=990100'),
  ),
  read('a day that does not exist', [400, 'invalid-request', '/from day'], () =>
    list('criticisms', 'from=2021-02-30'),
  ),
  pointing(
    '/on',
    read(
      'a policy before there was any',
      [409, 'no-policy-in-force'],
      () => '/v1/policies/titles?jurisdiction=990100&on=2001-01-01',
    ),
  ),
  pointing(
    '/jurisdiction',
    read(
      'a board of another city’s cycle',
      [422, 'jurisdiction-outside-cycle'],
      ({ other }) => `/v1/leaderboards/score?cycle=990100-2021&jurisdiction=${other.code}`,
      ({ other }) => ({ by: other.office.token }),
    ),
  ),
  read('a period that ends before it starts', [422, 'period-ends-before-start'], () =>
    list('criticisms', 'from=2021-12-31&to=2021-01-01'),
  ),
  read('activities planned to end before they begin', [422, 'planned-to-before-from'], () =>
    list('activities', 'from=2021-12-31&to=2021-01-01'),
  ),
  read(
    'a summary without a year',
    [400, 'invalid-request', '/year required'],
    () => '/v1/summary?jurisdiction=990100',
  ),
  read(
    'a cycle that is none',
    [400, 'invalid-request', '/cycle pattern'],
    ({ school }) => `/v1/scores/${school.id}?cycle=2021`,
  ),
  read(
    'a Min-Position that is none',
    [400, 'malformed-min-position'],
    () => list('units', 'limit=1'),
    minPosition(() => '12'),
  ),
  read(
    'a Min-Position of another store',
    [409, 'foreign-position'],
    () => list('units', 'limit=1'),
    minPosition(({ position }) => `${randomUUID()}.${position.split('.')[1] ?? ''}`),
  ),
  read('a unit there is not', [404, 'unit-not-found'], () => `/v1/units/${randomUUID()}`),
  read('a notice that is no id', [404, 'notice-not-found'], () => '/v1/notices/..%2f..%2fetc'),
  read('a path that is no UTF-8', [400, 'malformed-request'], () => '/v1/units/%ff'),
  read('a path of 600 characters', [414, 'uri-too-long'], () => `/v1/units/${'a'.repeat(600)}`),
  read('a path out of the documentation', [404, 'route-not-found'], () => '/docs/%2e%2e/%2e%2e/package.json'),
  read('a route there is not', [404, 'route-not-found'], () => '/v1/castles'),

  ...(['units', 'notices', 'criticisms', 'activities', 'titles', 'stars', 'cycles', 'policies'] as const).map(
    (name) =>
      read(
        `another city’s office that lists our ${name}`,
        [403, 'outside-jurisdiction'],
        () => list(name, 'limit=1'),
        ({ other }) => ({
          by: other.office.token,
        }),
      ),
  ),
  read(
    'another city’s office that reads our unit',
    [403, 'outside-jurisdiction'],
    ({ school }) => `/v1/units/${school.id}`,
    ({ other }) => ({
      by: other.office.token,
    }),
  ),
  read(
    'another city’s office that reads our notice',
    [403, 'outside-jurisdiction'],
    ({ notices }) => `/v1/notices/${notices.issued}`,
    ({ other }) => ({
      by: other.office.token,
    }),
  ),
  read(
    'a unit that reads another’s score',
    [403, 'another-unit'],
    ({ school }) => `/v1/scores/${school.id}?cycle=990100-2021`,
    ({ station }) => ({
      by: station.desk.token,
    }),
  ),
  read(
    'a unit that reads an activity it took no part in',
    [403, 'another-unit'],
    ({ activities }) => `/v1/activities/${activities.open}`,
    ({ station }) => ({
      by: station.desk.token,
    }),
  ),
  read(
    'a unit that reads another’s titles',
    [403, 'another-unit'],
    ({ school }) => `/v1/titles/${school.id}`,
    ({ station }) => ({
      by: station.desk.token,
    }),
  ),
  read(
    'a unit that reads another’s timeline',
    [403, 'another-unit'],
    ({ school }) => `/v1/units/${school.id}/timeline`,
    ({ station }) => ({
      by: station.desk.token,
    }),
  ),
  read('an office that reads the ledger', [403, 'role-not-allowed'], () => '/v1/audit/events'),
];
