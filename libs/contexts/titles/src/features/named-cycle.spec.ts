import { refuseCycle } from './named-cycle.js';

it('a decision on a title names a cycle that is open and covers the unit', () => {
  expect(refuseCycle(undefined, '990102')).toBe('unknown-cycle');
  expect(refuseCycle({ jurisdiction: '990102' }, '990102')).toBeNull();
  expect(refuseCycle({ jurisdiction: '990100' }, '990102')).toBeNull();
  expect(refuseCycle({ jurisdiction: '990103' }, '990102')).toBe('unit-outside-cycle');
});
