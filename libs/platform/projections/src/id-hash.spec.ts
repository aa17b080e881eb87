import { derivedId } from '#platform/values';
import { addIdHash, idHash, takeIdHash } from './id-hash.js';

const ids = Array.from({ length: 200 }, (_, index) => derivedId('event', index));

describe('sums of event ids', () => {
  it('take the last 48 bits of an id', () => {
    expect(idHash('00000000-0000-0000-0000-0123456789ab')).toBe(0x0123456789ab);
    expect(idHash('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe(2 ** 48 - 1);
    for (const id of ids) expect(idHash(id)).toBe(Number.parseInt(id.slice(24), 16));
  });

  it('are the same in any order, and another when one id is left out, doubled or exchanged', () => {
    const sum = (of: readonly string[]): number => of.map(idHash).reduce(addIdHash, 0);
    const whole = sum(ids);
    expect(sum([...ids].reverse())).toBe(whole);
    expect(Number.isSafeInteger(whole)).toBe(true);
    expect(sum(ids.slice(1))).not.toBe(whole);
    expect(sum([...ids, ids[0] as string])).not.toBe(whole);
    expect(sum([...ids.slice(1), ids[1] as string])).not.toBe(whole);
  });

  it('are taken back as they were added, also where the sum wraps', () => {
    for (const before of [0, 5, 2 ** 52 - 1])
      for (const hash of [0, 7, 2 ** 48 - 1]) {
        const added = addIdHash(before, hash);
        expect(added).toBeLessThan(2 ** 52);
        expect(takeIdHash(added, hash)).toBe(before);
      }
  });
});
