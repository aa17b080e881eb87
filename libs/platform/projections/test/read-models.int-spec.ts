import {
  InvalidCursor,
  PositionNotReached,
  ProjectionUnavailable,
  type KeyedRow,
  type RowQuery,
  type SqliteReadModels,
} from '#platform/projections';
import { type MemoryEventStore } from '#platform/testing';
import { encoded, people, type PersonRow } from './town.js';
import { caughtUp, foundTown, type TownHall } from './town-hall.js';

describe('the read models', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(400)));
  afterEach(() => hall.close());

  const ready = async (): Promise<void> => {
    hall.projector(store);
    await caughtUp(models, store);
  };
  const all = (query: Omit<RowQuery, 'limit'>, limit = 7): KeyedRow<PersonRow>[] => {
    const items: KeyedRow<PersonRow>[] = [];
    for (let cursor: string | undefined; ;) {
      const page = models.of<PersonRow>(people).list({ ...query, limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      if (page.cursor === undefined) return items;
      cursor = page.cursor;
    }
  };

  it('are not available before they are folded, whether or not there is a file', async () => {
    expect(() => models.of(people).get('rate')).toThrow(ProjectionUnavailable);
    expect(models.status()[0]).toMatchObject({ name: 'people', state: 'missing', ordinal: -1 });
    await expect(models.waitFor(['people'], 1n, 1000)).rejects.toThrow(ProjectionUnavailable);
  });

  it('find rows with the revision and ordinal of the event that changed them last', async () => {
    await ready();
    const rate = models.of<PersonRow>(people).find('rate');
    expect(rate).toMatchObject({ key: 'rate', ordinal: 400, revision: 399, row: { kind: 'rate' } });
    expect(models.of(people).find('nobody')).toBeNull();
    expect([...models.of(people).getMany(['rate', 'nobody', 'person-1']).keys()]).toEqual([
      'rate',
      'person-1',
    ]);
  });

  it('page through rows in any declared order, each row once, rows without a value first', async () => {
    await ready();
    const keys = all({}).map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    for (const orderBy of ['street', 'points'] as const)
      for (const descending of [false, true]) {
        const listed = all({ orderBy, descending });
        expect(listed.map(({ key }) => key).sort()).toEqual(keys);
        const values = listed.map(({ row }) => row[orderBy] ?? Number.NEGATIVE_INFINITY);
        const ascending = descending ? values.reverse() : values;
        for (let index = 1; index < ascending.length; index++)
          expect(
            ascending[index] === ascending[index - 1] || before(ascending[index - 1]!, ascending[index]!),
          ).toBe(true);
      }
  });

  it('filter by value, null, prefix and range', async () => {
    await ready();
    const rows = all({}).map(({ row }) => row);
    const count = (of: (row: PersonRow) => boolean): number => rows.filter(of).length;
    expect(all({ where: { street: 'street-3' } })).toHaveLength(count(({ street }) => street === 'street-3'));
    expect(all({ where: { street: null } })).toHaveLength(1);
    expect(all({ where: { street: { prefix: 'street-' } } })).toHaveLength(
      count(({ street }) => street !== null),
    );
    expect(all({ where: { street: { prefix: '' } }, orderBy: 'points' })).toHaveLength(
      count(({ street }) => street !== null),
    );
    expect(all({ where: { points: { from: 10, to: 20 } } })).toHaveLength(
      count(({ points }) => points >= 10 && points <= 20),
    );
    expect(all({ where: { street: { to: 'street-1' } } })).toHaveLength(
      count(({ street }) => street !== null && street <= 'street-1'),
    );
    expect(all({ where: { points: { from: 30 }, kind: 'person' } })).toHaveLength(
      count(({ points, kind }) => points >= 30 && kind === 'person'),
    );
  });

  it('refuse foreign cursors, unknown indexes and limits without bound', async () => {
    await ready();
    const list = (query: RowQuery) => () => models.of(people).list(query);
    const { cursor } = models.of(people).list({ orderBy: 'points', limit: 1 });
    expect(list({ orderBy: 'street', limit: 1, cursor })).toThrow(InvalidCursor);
    expect(list({ limit: 1, cursor: 'nonsense' })).toThrow(InvalidCursor);
    expect(list({ limit: 1, orderBy: 'key; DROP TABLE checkpoints' })).toThrow(RangeError);
    expect(list({ limit: 100_000 })).toThrow(RangeError);
    expect(() => models.of(people).top('town', 0)).toThrow(RangeError);
  });

  it('wait for a position, and say how far they are when it takes too long', async () => {
    await ready();
    const head = (await store.head()) as bigint;
    const later = models.waitFor(['people', 'gazette'], head + 7n, 5000);
    const late = models.waitFor(['people'], head + 7_000_000n, 20);
    await expect(late).rejects.toMatchObject(new PositionNotReached(head, head + 7_000_000n));
    await store.append('town.life-2', 'none', [encoded('town.life-2', 1, 'PersonLeft', { name: 'nobody' })]);
    await later;
  });
});

const before = (a: string | number, b: string | number): boolean =>
  typeof a === typeof b ? a < b : typeof a === 'number';
