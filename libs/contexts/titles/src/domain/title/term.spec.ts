import { yearsAfter } from './term.js';

describe('a term', () => {
  it('ends on the same day so many years later', () => {
    expect(yearsAfter('2021-01-28', 3)).toBe('2024-01-28');
  });

  it('that begins on 29 February ends on 1 March of a common year', () => {
    expect(yearsAfter('2020-02-29', 3)).toBe('2023-03-01');
    expect(yearsAfter('2096-02-29', 4)).toBe('2100-03-01');
    expect(yearsAfter('2020-02-29', 4)).toBe('2024-02-29');
    expect(yearsAfter('1996-02-29', 4)).toBe('2000-02-29');
  });
});
