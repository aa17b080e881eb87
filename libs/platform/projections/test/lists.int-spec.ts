import Database from 'better-sqlite3';
import type { Projection, ProjectionEvent } from '../src/index.js';
import type { RowQuery } from '../src/read-models.js';
import { GenerationReader } from '../src/sqlite/generation-reader.js';
import { GenerationRows } from '../src/sqlite/generation-rows.js';
import { PageQuery } from '../src/sqlite/row-query.js';
import { readingDdl, rowsDdl, tablesOf } from '../src/sqlite/schema.js';

interface Book {
  readonly shelf: string;
  readonly language: string;
  readonly year: number;
  readonly lentTo: string | null;
}

const books: Projection<Book, ProjectionEvent<'BookBought'>> = {
  name: 'books',
  version: 1,
  handles: ['BookBought'],
  keysOf: () => [],
  evolve: (row) => row,
  indexes: {
    shelf: ({ shelf }) => shelf,
    language: ({ language }) => language,
    year: ({ year }) => year,
    lentTo: ({ lentTo }) => lentTo,
  },
  trees: { language: 'none', year: 'sorted', lentTo: 'sparse' },
};

const ROWS = 6_000;
const rows = new Map(
  Array.from({ length: ROWS }, (_, index): [string, Book] => [
    `book-${String((index * 7919) % ROWS).padStart(5, '0')}`,
    {
      shelf: index % 100 === 0 ? 'rare' : `s${index % 3}`,
      language: index % 2 === 0 ? 'zh' : 'en',
      year: 1990 + (index % 30),
      lentTo: index % 50 === 0 ? `r${index % 4}` : null,
    },
  ]),
);

const QUERIES: readonly Omit<RowQuery, 'limit'>[] = [
  {},
  { where: { shelf: 's1' } },
  { where: { shelf: { prefix: 's' } }, orderBy: 'year', descending: true },
  { where: { shelf: 'rare' }, orderBy: 'year' },
  { where: { language: 'zh', shelf: { prefix: '' } }, orderBy: 'year' },
  { where: { lentTo: 'r2' }, orderBy: 'year', descending: true },
  { where: { lentTo: null, year: { from: 1995, to: 2010 } }, orderBy: 'year' },
  { where: { lentTo: { prefix: 'r' }, shelf: 's2', language: 'en' } },
  { where: { key: { from: 'book-00100', to: 'book-05900' }, year: { to: 2000 } } },
  { where: { year: 1991 }, orderBy: 'year' },
];

describe('lists of many rows', () => {
  const database = new Database(':memory:');
  let reader: GenerationReader;

  beforeAll(() => {
    database.exec(rowsDdl(books, 1));
    const writes = [...rows].map(([key, row]) => ({
      key,
      row: JSON.stringify(row),
      ordinal: 1,
      revision: 0,
      existed: false,
      indexes: [row.shelf, row.language, row.year, row.lentTo],
      left: [],
      joined: [],
    }));
    new GenerationRows(database, books, 1, true).write(writes);
    for (const statement of readingDdl(books, 1)) database.exec(statement);
    reader = new GenerationReader(database, books, 1);
  });
  afterAll(() => database.close());

  const pages = (query: Omit<RowQuery, 'limit'>): string[] => {
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = reader.list({ ...query, limit: 700, cursor });
      keys.push(...page.items.map(({ key }) => key));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return keys;
  };

  it.each(QUERIES)('hold every row that fits once, in order: %j', (query) => {
    expect(pages(query)).toEqual(expected(query));
  });

  it('are walked in their order where many fit, and looked up where few do', () => {
    const plan = (query: Omit<RowQuery, 'limit'>, tree: string | null): string => {
      const select = new PageQuery(tablesOf('books', 1).rows, books, { ...query, limit: 20 }).select(tree);
      return database
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${select.sql}`)
        .all(...select.values)
        .map(({ detail }) => detail)
        .join('; ');
    };
    const byYear = { where: { shelf: { prefix: 's' }, lentTo: 'r1' }, orderBy: 'year' };
    expect(plan(byYear, null)).toBe('SCAN rows:books:1 USING INDEX ix:books:1:year');
    expect(plan(byYear, '"ix_shelf"')).toContain('SEARCH rows:books:1 USING INDEX ix:books:1:shelf');
    expect(plan(byYear, '"ix_lentTo"')).toContain('SEARCH rows:books:1 USING INDEX ix:books:1:lentTo');
    expect(plan({ where: { shelf: 's1' } }, null)).toContain('sqlite_autoindex');
    expect(plan({ where: { shelf: 's1' } }, null)).not.toContain('TEMP B-TREE');
  });

  it('are not sorted by what stands in no sorted tree', () => {
    for (const orderBy of ['shelf', 'language', 'lentTo', 'nothing'])
      expect(() => reader.list({ orderBy, limit: 1 })).toThrow(RangeError);
  });
});

function expected({ where = {}, orderBy, descending = false }: Omit<RowQuery, 'limit'>): string[] {
  const value = (key: string, name: string): string | number | null =>
    name === 'key' ? key : (rows.get(key) as Book)[name as keyof Book];
  const fits = (key: string): boolean =>
    Object.entries(where).every(([name, condition]) => {
      const found = value(key, name);
      if (condition === null || typeof condition !== 'object') return found === condition;
      if (found === null) return false;
      if ('prefix' in condition) return String(found).startsWith(condition.prefix);
      const { from = found, to = found } = condition;
      return found >= from && found <= to;
    });
  const rank = (key: string): (string | number)[] => [
    ...(orderBy === undefined ? [] : [value(key, orderBy) as string | number]),
    key,
  ];
  const compare = (a: string, b: string): number => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at < 0 ? 0 : (left[at] as string) < (right[at] as string) ? -1 : 1;
  };
  const keys = [...rows.keys()].filter(fits).sort(compare);
  return descending ? keys.reverse() : keys;
}
