import { type Attempt, type BadInput, PATHS } from './case.js';
import { bodies } from './bodies.js';
import type { Place } from './place.js';
import { USED_KEY } from './place.js';

const registration = (place: Place): string => JSON.stringify(bodies.unit(place));
const withMember = (text: string, member: string): string => text.replace('{', `{${member},`);

const sent = (
  what: string,
  [status, code, ...fields]: readonly [status: number, code: string, ...fields: string[]],
  attempt: (place: Place) => Partial<Attempt>,
): BadInput => ({
  what,
  attempt: (place) => ({ path: '/v1/units', ...attempt(place) }),
  status,
  code,
  ...(fields.length > 0 && { fields }),
});

const malformed = (bytes: string): BadInput =>
  sent(`a body that is ${JSON.stringify(bytes).slice(0, 30)}`, [400, 'malformed-json'], () => ({ bytes }));

const noObject = (bytes: string): BadInput =>
  sent(
    `a body that is ${bytes} instead of an object`,
    [400, 'invalid-request', '/jurisdiction jurisdiction'],
    () => ({
      bytes,
    }),
  );

const forbidden = (name: string): readonly BadInput[] => {
  const member = `"${name}":{"jurisdiction":"990202","isAdmin":true}`;
  return [
    sent(`a body with ${name}`, [400, 'invalid-request', `/${name} forbidden-name`], (place) => ({
      bytes: withMember(registration(place), member),
    })),
    sent(`an entry with ${name}`, [400, 'invalid-request', `/entries/0/${name} forbidden-name`], (place) => ({
      path: PATHS.notice(place),
      bytes: JSON.stringify(bodies.notice(place)).replace('"entries":[{', `"entries":[{${member},`),
    })),
  ];
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What is wrong before any field is looked at: bytes, names, sizes, headers. */
export const transport = [
  malformed('{"name":'),
  malformed('{"name":"示例单位",}'),
  malformed("{'name':1}"),
  malformed('NaN'),
  malformed('\u0000'),
  noObject('[]'),
  noObject('null'),
  noObject('"text"'),
  noObject('1'),
  sent('no body at all', [400, 'invalid-request', '/jurisdiction jurisdiction'], () => ({})),
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'].flatMap(forbidden),
  sent('an escaped __proto__', [400, 'invalid-request', '/__proto__ forbidden-name'], (place) => ({
    bytes: withMember(registration(place), '"\\u005f_proto__":1'),
  })),
  sent('a body nested too deeply', [400, 'invalid-request', `/name${'/0'.repeat(15)} too-deep`], (place) => ({
    bytes: withMember(registration(place), `"name":${nested(50_000)}`).replace('"name":"示例单位",', ''),
  })),
  sent('300,000 entries', [400, 'invalid-request', '/entries too-many'], (place) => ({
    path: PATHS.notice(place),
    bytes: `{"entries":[${'{},'.repeat(299_999)}{}]}`,
  })),
  sent('a hundred and one fields', [400, 'invalid-request', ' too-many'], () => ({
    body: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`field${index}`, 1])),
  })),
  sent('a body of 2 MiB', [413, 'too-large'], (place) => ({
    body: { ...bodies.unit(place), name: 'a'.repeat(2 * 1024 * 1024) },
  })),
  sent('a body of 2 MiB without a token', [413, 'too-large'], (place) => ({
    body: { ...bodies.unit(place), name: 'a'.repeat(2 * 1024 * 1024) },
    by: null,
  })),
  sent('bytes that are no UTF-8', [400, 'malformed-json'], (place) => ({
    bytes: Buffer.from(registration(place).replace('示例单位', '\u00ff\u00fe'), 'latin1'),
  })),
  sent('another character set', [415, 'unsupported-media-type'], (place) => ({
    bytes: registration(place),
    headers: { 'content-type': 'application/json; charset=gb18030' },
  })),
  sent('a compressed body', [415, 'unsupported-media-type'], (place) => ({
    bytes: registration(place),
    headers: { 'content-encoding': 'gzip' },
  })),
  ...[
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/merge-patch+json',
  ].map((type) =>
    sent(`a body of ${type}`, [415, 'unsupported-media-type'], (place) => ({
      bytes: registration(place),
      headers: { 'content-type': type },
    })),
  ),
  sent('no Idempotency-Key', [400, 'idempotency-key-missing'], (place) => ({
    body: bodies.unit(place),
    key: null,
  })),
  sent('a blank Idempotency-Key', [400, 'idempotency-key-missing'], (place) => ({
    body: bodies.unit(place),
    key: ' ',
  })),
  sent('an Idempotency-Key of 201 characters', [400, 'idempotency-key-missing'], (place) => ({
    body: bodies.unit(place),
    key: 'k'.repeat(201),
  })),
  sent('a reused key with another body', [422, 'idempotency-key-reused'], (place) => ({
    body: { ...bodies.unit(place), name: '另一单位' },
    key: USED_KEY,
  })),
  sent('a reused key with one member more', [422, 'idempotency-key-reused'], (place) => ({
    body: { ...bodies.unit(place), system: '教育系统' },
    key: USED_KEY,
  })),
  ...['3', '"3', 'W/"3"', '*', '"-1"', '"03"', '"1", "2"'].map((ifMatch) =>
    sent(`If-Match ${ifMatch}`, [400, 'malformed-if-match'], (place) => ({
      path: PATHS.issue(place),
      body: bodies.issue(),
      headers: { 'if-match': ifMatch },
    })),
  ),
  sent('a correlation id that is a phone number', [400, 'malformed-correlation-id'], (place) => ({
    body: bodies.unit(place),
    headers: { 'x-correlation-id': '13800138000' },
  })),
  sent('a time of the caller’s own', [400, 'clock-not-driven'], (place) => ({
    body: bodies.unit(place),
    headers: { 'civitas-now': '2021-01-01T00:00:00Z' },
  })),
];
