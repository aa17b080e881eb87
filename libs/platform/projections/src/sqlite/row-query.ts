import type { Condition, RowQuery } from '../read-models.js';
import { readCursor, type RowCursor } from './cursor.js';
import { indexColumn, NULL_IN_INDEX } from './schema.js';

export type Bound = string | number;

/** One SELECT for a page of rows and what is bound to it; equal shapes of queries have equal text. */
export interface PageSelect {
  readonly sql: string;
  readonly values: readonly Bound[];
  readonly orderBy: string | null;
  readonly descending: boolean;
}

interface Term {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/** Most rows of one page. */
export const MAX_PAGE = 1000;

/** Throws RangeError on a limit or an index that is not there, InvalidCursor on a foreign cursor. */
export function pageSelect(table: string, indexes: ReadonlySet<string>, query: RowQuery): PageSelect {
  const { where = {}, orderBy = null, descending = false, limit, cursor } = query;
  checkLimit(limit);
  const column = (name: string) => {
    if (!indexes.has(name)) throw new RangeError(`no index ${name}`);
    return indexColumn(name);
  };
  const order = orderBy === null ? [] : [column(orderBy)];
  const terms = Object.entries(where).flatMap(([name, condition]) => termsOf(column(name), condition));
  if (cursor !== undefined) terms.push(behind(order, readCursor(cursor, orderBy, descending)));
  const sql = [
    `SELECT key, row, ordinal, revision, seal, ${order[0] ?? 'NULL'} AS value FROM ${table}`,
    terms.length > 0 ? `WHERE ${terms.map((term) => term.sql).join(' AND ')}` : '',
    `ORDER BY ${[...order, 'key'].map((name) => `${name} ${descending ? 'DESC' : 'ASC'}`).join(', ')}`,
    'LIMIT ?',
  ];
  return {
    sql: sql.join(' '),
    values: [...terms.flatMap(({ values }) => values), limit + 1],
    orderBy,
    descending,
  };
}

export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new RangeError(`limit is 1 to ${MAX_PAGE}, not ${limit}`);
}

function termsOf(column: string, condition: Condition): Term[] {
  if (condition === null || typeof condition !== 'object')
    return [{ sql: `${column} = ?`, values: [condition ?? NULL_IN_INDEX] }];
  if ('prefix' in condition) return prefixed(column, condition.prefix);
  return between(column, condition.from, condition.to);
}

/** Text sorts behind all numbers, so a range that is open on one side stays within its kind. */
function between(column: string, from: Bound | undefined, to: Bound | undefined): Term[] {
  const isText = typeof (from ?? to) === 'string';
  const terms: Term[] = [];
  if (from !== undefined) terms.push({ sql: `${column} >= ?`, values: [from] });
  else if (to !== undefined)
    terms.push(
      isText ? { sql: `${column} >= ?`, values: [''] } : { sql: `${column} > ?`, values: [NULL_IN_INDEX] },
    );
  if (to !== undefined) terms.push({ sql: `${column} <= ?`, values: [to] });
  else if (from !== undefined && !isText) terms.push({ sql: `${column} < ?`, values: [''] });
  return terms;
}

function prefixed(column: string, prefix: string): Term[] {
  const end = afterPrefix(prefix);
  const from: Term = { sql: `${column} >= ?`, values: [prefix] };
  return end === null ? [from] : [from, { sql: `${column} < ?`, values: [end] }];
}

/** The smallest text, in the order of code points, behind every text with this prefix; null when there is none. */
export function afterPrefix(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) as number);
  for (let last = points.pop(); last !== undefined; last = points.pop())
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  return null;
}

function behind(order: readonly string[], { value, key, descending }: RowCursor): Term {
  const than = descending ? '<' : '>';
  if (order.length === 0) return { sql: `key ${than} ?`, values: [key] };
  return { sql: `(${order[0]}, key) ${than} (?, ?)`, values: [value ?? NULL_IN_INDEX, key] };
}
