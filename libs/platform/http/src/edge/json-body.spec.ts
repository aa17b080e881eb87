import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';
import { parseBody } from './json-body.js';

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
});
