import * as rule from './rules.js';

describe('the example of a pattern', () => {
  it('fits it, for whoever is refused is shown it', () => {
    expect(rule.matching(/^\d{6}-\d{4}$/, '150200-2021').bounds).toEqual({ values: '150200-2021' });
    expect(() => rule.matching(/^\d{4}$/, 'four digits')).toThrow('four digits is no example of');
  });
});

describe('what nobody sees', () => {
  const name = rule.text({ max: 100 });
  const told = rule.text({ max: 100, lines: true });

  it.each([
    ['a zero-width space', '\u200b'],
    ['a joiner', '\u200d'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00ad'],
    ['a mark of direction', '\u200e'],
    ['an override of direction', '\u202e'],
    ['a byte order mark', '\ufeff'],
    ['a separator of lines', '\u2028'],
    ['a filler', '\u3164'],
    ['a tag', '\u{e0041}'],
    ['a tabulator', '\t'],
    ['a lone surrogate', '\ud800'],
  ])('is in no text: %s', (_, unseen) => {
    expect([name, told].map(({ check }) => check(`示例${unseen}学校`))).toEqual(
      Array(2).fill('control-characters'),
    );
  });

  it('but breaks lines where a text may have them', () => {
    expect(name.check('一\n二')).toBe('control-characters');
    expect(told.check('一\n二')).toBeNull();
  });

  it('is not a space, nor what chooses a form of a character', () => {
    for (const seen of ['示例 学校', '示例\u3000学校', '葛\u{e0100}城', '㐂𠮷·（一）〔2021〕“”—…'])
      expect(name.check(seen)).toBeNull();
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
