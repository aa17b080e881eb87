import * as rule from './rules.js';

describe('the example of a pattern', () => {
  it('fits it, for whoever is refused is shown it', () => {
    expect(rule.matching(/^\d{6}-\d{4}$/, '150200-2021').bounds).toEqual({ values: '150200-2021' });
    expect(() => rule.matching(/^\d{4}$/, 'four digits')).toThrow('four digits is no example of');
  });
});
