import { happened } from '#platform/testing';
import { evolveEvent, FoldFailure } from './evolve-event.js';
import type { AnyProjection } from './projection.js';

const rows = new Map<string, { n: number }>([
  ['a', { n: 1 }],
  ['b', { n: 2 }],
]);
const source = { get: (key: string) => rows.get(key) ?? null, keys: () => rows.keys() };
const event = happened('Happened', {}, { ordinal: 1 });
const projection = (part: Partial<AnyProjection>): AnyProjection => ({
  name: 'p',
  version: 1,
  handles: ['Happened'],
  keysOf: () => ['a', 'b', 'a', 'c'],
  evolve: (row: { n: number } | null) => ({ n: (row?.n ?? 0) + 10 }),
  ...part,
});

describe('one event on the rows of a projection', () => {
  it('feeds every key once', () => {
    expect(evolveEvent(projection({}), event, source)).toEqual([
      { key: 'a', row: { n: 11 } },
      { key: 'b', row: { n: 12 } },
      { key: 'c', row: { n: 10 } },
    ]);
  });

  it('shows references as they stood before, and only rows that are there', () => {
    const seen: object[] = [];
    const reading = projection({
      referencesOf: () => ['a', 'z'],
      evolve: (row: object, _event: never, _key: string, references: Map<string, object>) => (
        seen.push(Object.fromEntries(references)),
        row
      ),
    });
    expect(evolveEvent(reading, event, source).map(({ key }) => key)).toEqual([]);
    expect(seen).toEqual([{ a: { n: 1 } }, { a: { n: 1 } }, { a: { n: 1 } }]);
  });

  it('goes through every row there is when told so', () => {
    const all = projection({
      keysOf: () => 'every-row',
      evolve: (_row: object, _event: never, key: string) => (key === 'a' ? null : { n: 0 }),
    });
    expect(evolveEvent(all, event, source)).toEqual([
      { key: 'a', row: null },
      { key: 'b', row: { n: 0 } },
    ]);
  });

  it('names the key that failed, or none', () => {
    const failing = projection({
      evolve: (_row: object, _event: never, key: string) => {
        if (key === 'b') throw new Error('no');
        return null;
      },
    });
    expect(() => evolveEvent(failing, event, source)).toThrow(
      expect.objectContaining({ key: 'b', message: 'no' }),
    );
    const keyless = projection({
      keysOf: () => {
        throw new Error('no keys');
      },
    });
    expect(() => evolveEvent(keyless, event, source)).toThrow(FoldFailure);
  });
});
