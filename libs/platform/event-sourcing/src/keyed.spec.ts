import { Keyed } from './keyed.js';

describe('an unchanging map', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => index);

  it('holds what was put in, under text and numbers alike', () => {
    const numbers = many.reduce((map, key) => map.with(key, key * 2), Keyed.empty<number, number>());
    const texts = many.reduce((map, key) => map.with(`key-${key}`, key), Keyed.empty<string, number>());
    expect(many.every((key) => numbers.get(key) === key * 2 && texts.get(`key-${key}`) === key)).toBe(true);
    expect([numbers.get(5_000), texts.has('key-5000')]).toEqual([undefined, false]);
  });

  it('is as it was after another was made of it', () => {
    const one = Keyed.empty<string, string>().with('a', '1');
    const two = one.with('a', '2').with('b', '3');
    const none = two.without('a');
    expect([one.get('a'), two.get('a'), two.get('b'), none.has('a'), none.get('b')]).toEqual([
      '1',
      '2',
      '3',
      false,
      '3',
    ]);
    expect([Keyed.empty<string, string>().has('a'), one.has('b')]).toEqual([false, false]);
  });

  it('is the same when nothing goes', () => {
    const one = Keyed.empty<number, string>().with(1, 'a');
    expect(one.without(257)).toBe(one);
  });
});
