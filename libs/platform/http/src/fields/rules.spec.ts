import * as rule from './rules.js';

describe('the example of a pattern', () => {
  it('fits it, for whoever is refused is shown it', () => {
    expect(rule.matching(/^\d{6}-\d{4}$/, '150200-2021').bounds).toEqual({ values: '150200-2021' });
    expect(() => rule.matching(/^\d{4}$/, 'four digits')).toThrow('four digits is no example of');
  });
});

describe('the length of a text', () => {
  it('is counted in characters, of which some take two units of a string', () => {
    const { check } = rule.text({ max: 10 });
    expect(['x', '汉', '𠀀', '🎋'].map((character) => check(character.repeat(10)))).toEqual(
      Array(4).fill(null),
    );
    expect(['x', '汉', '𠀀', '🎋'].map((character) => check(character.repeat(11)))).toEqual(
      Array(4).fill('too-long'),
    );
    expect(check('x'.repeat(21))).toBe('too-long');
  });
});
