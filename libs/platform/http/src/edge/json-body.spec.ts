import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';
import { type BodyHeaders, bodyText, parseBody } from './json-body.js';

const outcome = (text: string): unknown => {
  try {
    return parseBody(text);
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    if (error instanceof PlatformProblem) return error.code;
    throw error;
  }
};

describe('a body', () => {
  it('is what it says', () => {
    expect(outcome('{"a":[1,null,{"b":"c"}]}')).toEqual({ a: [1, null, { b: 'c' }] });
    expect(outcome('')).toBeUndefined();
  });

  it.each(['{', '{"a":}', 'nul', '\u0000'])('that is no JSON is refused: %j', (text) => {
    expect(outcome(text)).toBe('malformed-json');
  });

  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'that names %s is refused, however deep',
    (name) => {
      const plain = name.replace('\\u005f', '_');
      expect(outcome(`{"${name}":1}`)).toEqual([`/${plain} forbidden-name`]);
      expect(outcome(`{"a":[{"${name}":{}}]}`)).toEqual([`/a/0/${plain} forbidden-name`]);
    },
  );

  it('is nested sixteen deep at most', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(outcome(nested(16))).toBeInstanceOf(Array);
    expect(outcome(nested(17))).toEqual([`${'/0'.repeat(16)} too-deep`]);
    expect(outcome('['.repeat(100_000) + ']'.repeat(100_000))).toEqual([`${'/0'.repeat(16)} too-deep`]);
  });

  it('has a hundred names an object and fifty thousand values at most', () => {
    const object = (names: number): string =>
      `{${Array.from({ length: names }, (_, index) => `"k${index}":1`).join(',')}}`;
    expect(outcome(object(100))).toHaveProperty('k99');
    expect(outcome(`[${object(101)}]`)).toEqual(['/0 too-many']);
    const list = (length: number): string => `[${Array.from({ length }, () => '{}').join(',')}]`;
    expect(outcome(`{"a":${list(49_999)}}`)).toHaveProperty('a');
    expect(outcome(`{"a":${list(50_000)}}`)).toEqual(['/a too-many']);
  });
});

describe('the bytes of a body', () => {
  const bytes = Buffer.from('{"name":"单位"}');
  const read = (headers: BodyHeaders, body = bytes): string => {
    try {
      return bodyText(body, headers);
    } catch (error) {
      return (error as PlatformProblem).code;
    }
  };

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"; v=1'])(
    'are UTF-8 under %s',
    (type) => expect(read({ 'content-type': type })).toBe('{"name":"单位"}'),
  );

  it.each([
    'application/json; charset=gbk',
    'application/json; charset="utf-16"',
    'application/json;charset=utf-80',
  ])('are not read under %s', (type) =>
    expect(read({ 'content-type': type })).toBe('unsupported-media-type'),
  );

  it('are not decompressed and never mended', () => {
    expect(read({ 'content-encoding': 'gzip' })).toBe('unsupported-media-type');
    expect(read({}, Buffer.from([0x22, 0xb5, 0xa5, 0x22]))).toBe('malformed-json');
  });
});
