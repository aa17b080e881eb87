import fc from 'fast-check';
import { KeyFilter } from '#platform/values';
import { encodeRows } from './encode-row.js';
import type { AnyProjection } from './projection.js';
import { RowCache } from './row-cache.js';
import type { RowStorage } from './storage.js';

function storageOf(rows: Map<string, object>): RowStorage & { looks: number } {
  return {
    looks: 0,
    get(key) {
      this.looks++;
      return rows.get(key) ?? null;
    },
    keys: () => rows.keys(),
    isEmpty: () => rows.size === 0,
    write: () => undefined,
  };
}

const projection: AnyProjection = {
  name: 'any',
  version: 1,
  handles: [],
  keysOf: () => [],
  evolve: () => null,
};

const MANY = { rows: 10, characters: 1_000 };

describe('rows while a batch is folded', () => {
  it('are what was set last, whatever the bound on rows kept, and nothing is lost between batches', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      row: fc.option(fc.record({ n: fc.nat() }), { freq: 4 }),
      end: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, rows) => {
        const stored = new Map<string, object>();
        const cache = new RowCache(storageOf(stored), { rows, characters: 100 });
        const expected = new Map<string, object>();
        for (const [ordinal, { key, row, end }] of steps.entries()) {
          expect(cache.get(key)).toEqual(expected.get(key) ?? null);
          cache.set(key, row, ordinal, 0);
          if (row) expected.set(key, row);
          else expected.delete(key);
          cache.keep();
          expect([...cache.keys()].sort()).toEqual([...expected.keys()].sort());
          if (!end) continue;
          for (const changed of cache.changed())
            if (changed.row) stored.set(changed.key, changed.row);
            else stored.delete(changed.key);
          cache.settle();
          expect(stored).toEqual(expected);
        }
      }),
    );
  });

  it('are as before the event when its changes are taken back', () => {
    const cache = new RowCache(storageOf(new Map([['a', { n: 1 }]])), MANY);
    cache.set('a', { n: 2 }, 5, 1);
    cache.keep();
    cache.set('a', { n: 3 }, 6, 2);
    cache.set('a', { n: 4 }, 6, 2);
    cache.set('b', { n: 1 }, 6, 2);
    cache.takeBack();
    expect(cache.get('a')).toEqual({ n: 2 });
    expect(cache.changed()).toEqual([
      expect.objectContaining({ key: 'a', row: { n: 2 }, stored: { n: 1 }, ordinal: 5, revision: 1 }),
    ]);
  });

  it('are kept at hand while they are few and small, and let go when they grow', () => {
    const stored = new Map<string, object>([
      ['a', { n: 1 }],
      ['b', { n: 1 }],
    ]);
    const storage = storageOf(stored);
    const cache = new RowCache(storage, { rows: 10, characters: 100 });
    const folded = (key: string, row: object, ordinal: number): void => {
      cache.set(key, row, ordinal, 0);
      Array.from(encodeRows(projection, cache.changed(), false));
      cache.settle();
    };
    for (let ordinal = 0; ordinal < 20; ordinal++) folded('a', { n: ordinal }, ordinal);
    expect(storage.looks).toBeLessThan(3);
    const before = storage.looks;
    for (let ordinal = 20; ordinal < 24; ordinal++) {
      folded('a', { text: 'x'.repeat(60) }, ordinal);
      folded('b', { text: 'x'.repeat(60) }, ordinal);
      folded('c', { text: 'x'.repeat(60) }, ordinal);
    }
    expect(storage.looks).toBeGreaterThan(before + 6);
  });

  it('are not looked for in storage when they were never there', () => {
    const storage = storageOf(new Map());
    const cache = new RowCache(storage, MANY);
    for (let index = 0; index < 1000; index++) cache.set(`key-${index}`, { index }, index, 0);
    cache.settle();
    for (let index = 1000; index < 2000; index++) cache.get(`key-${index}`);
    expect(storage.looks).toBeLessThan(10);
  });

  it('are never denied by the filter of keys once they were added, and seldom claimed', () => {
    const filter = new KeyFilter();
    const key = fc.uint16Array({ maxLength: 40 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 50 }), (keys) => {
        for (const key of keys) filter.add(key);
        expect(keys.every((key) => filter.mayHave(key))).toBe(true);
      }),
    );
    for (let index = 0; index < 100_000; index++) filter.add(`unit-${index}`);
    const claimed = Array.from({ length: 10_000 }, (_, index) => filter.mayHave(`other-${index}`));
    expect(claimed.filter(Boolean).length).toBeLessThan(20);
  });
});
