import { type BadInput, type Breach, breach } from './case.js';
import type { BodyName } from './bodies.js';
import type { Place } from './place.js';

const unauthenticated = (what: string, code: string, by: (place: Place) => string | null): BadInput =>
  breach(what, 'unit', [401, code], (place) => ({ by: by(place) }));

const outside = (what: string, body: BodyName, how: (place: Place) => Breach = () => ({})): BadInput =>
  breach(what, body, [403, 'outside-jurisdiction'], (place) => ({
    by: place.other.office.token,
    ...how(place),
  }));

/** Who asks, and about whom. */
export const access = [
  unauthenticated('no token', 'token-missing', () => null),
  unauthenticated('an expired token', 'token-expired', ({ tokens }) => tokens.expired),
  unauthenticated('a forged token', 'token-invalid', ({ tokens }) => tokens.forged),
  unauthenticated('an unsigned token (alg none)', 'token-invalid', ({ tokens }) => tokens.unsigned),
  unauthenticated(
    'alg none above a good signature',
    'token-invalid',
    ({ tokens }) => tokens.unsignedButSealed,
  ),
  unauthenticated('a token signed with a shared secret', 'token-invalid', ({ tokens }) => tokens.shared),
  unauthenticated('a good signature under wider claims', 'token-invalid', ({ tokens }) => tokens.widened),
  unauthenticated('a token cut off', 'token-invalid', ({ tokens }) => tokens.cut),
  breach('a password instead of a token', 'unit', [401, 'token-invalid'], () => ({
    by: null,
    headers: { authorization: 'Basic b2ZmaWNlOm9mZmljZQ==' },
  })),

  breach('a unit registered by an auditor', 'unit', [403, 'role-not-allowed'], ({ city }) => ({
    by: city.auditor.token,
  })),
  breach('a unit registered by an assessor', 'unit', [403, 'role-not-allowed'], ({ tokens }) => ({
    by: tokens.assessor,
  })),
  breach('a unit registered by an operator', 'unit', [403, 'role-not-allowed'], ({ tokens }) => ({
    by: tokens.operator,
  })),
  breach('a unit registered by a unit', 'unit', [403, 'role-not-allowed'], ({ school }) => ({
    by: school.desk.token,
  })),
  breach('a notice issued by a unit', 'issue', [403, 'role-not-allowed'], ({ school }) => ({
    by: school.desk.token,
  })),
  breach(
    'a verification by the responsible unit',
    'verification',
    [403, 'role-not-allowed'],
    ({ school }) => ({
      by: school.desk.token,
    }),
  ),

  outside('another city’s office that registers a unit here', 'unit'),
  outside('another city’s office that files a notice here', 'notice'),
  outside('another city’s office that amends our draft', 'amendment'),
  outside('another city’s office that issues our notice', 'issue'),
  outside('another city’s office that reports for our unit', 'rectification'),
  outside('another city’s office that verifies here', 'verification'),
  outside('another city’s office that withdraws our notice', 'withdrawal'),
  outside('another city’s office that registers an activity of our unit', 'activity'),
  outside('another city’s office that closes our activity', 'closing'),
  outside('another city’s office that awards our unit a star', 'award'),
  outside('another city’s office that dissolves our unit', 'withdrawal', ({ school }) => ({
    path: `/v1/units/${school.id}/dissolve`,
    set: { '/reason': undefined, '/withdrawnOn': undefined, '/dissolvedOn': '2021-06-01' },
  })),
  breach(
    'a district’s office that files a notice of the city',
    'notice',
    [403, 'outside-jurisdiction'],
    ({ tokens }) => ({
      by: tokens.district,
    }),
  ),

  breach('another unit’s activity registered', 'activity', [403, 'another-unit'], ({ station }) => ({
    by: station.desk.token,
  })),
  breach('another unit’s activity closed', 'closing', [403, 'another-unit'], ({ station }) => ({
    by: station.desk.token,
  })),
  breach('another unit’s rectification reported', 'rectification', [403, 'another-unit'], ({ station }) => ({
    by: station.desk.token,
  })),
  breach('another city’s unit that reports here', 'rectification', [403, 'another-unit'], ({ stranger }) => ({
    by: stranger.desk.token,
  })),
  {
    ...breach(
      'a rectification of no unit, by a unit',
      'rectification',
      [400, 'invalid-request'],
      (place) => ({
        by: place.school.desk.token,
        set: { '/unitId': undefined },
      }),
    ),
    fields: ['/unitId unit'],
  },
];
