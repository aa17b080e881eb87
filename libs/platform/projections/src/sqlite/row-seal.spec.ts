import { BrokenSeal, checkSeal, isSealIntact, sealOf } from './row-seal.js';

const row = { key: '甲', row: '{"points":3,"name":"乙"}', ordinal: 7, revision: 2 };
const sealed = { ...row, seal: sealOf(row.key, row.row, row.ordinal, row.revision) };

describe('the seal of a row', () => {
  it('holds while nothing is changed, and is not asked of a row that has none yet', () => {
    expect(isSealIntact(sealed)).toBe(true);
    expect(isSealIntact({ ...row, seal: null })).toBe(true);
    expect(() => checkSeal(sealed)).not.toThrow();
  });

  it.each([
    { row: '{"points":4,"name":"乙"}' },
    { key: '丙' },
    { ordinal: 8 },
    { revision: 3 },
    { seal: sealed.seal + 1 },
  ])('breaks by %p', (change) => {
    expect(() => checkSeal({ ...sealed, ...change })).toThrow(BrokenSeal);
  });
});
