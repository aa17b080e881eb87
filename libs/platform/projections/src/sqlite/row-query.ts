import type { AnyProjection } from '../projection.js';
import type { Condition, RowQuery } from '../read-models.js';
import { readCursor, type RowCursor } from './cursor.js';
import { hasValue, indexColumn, NULL_IN_INDEX } from './schema.js';

export type Bound = string | number;

/** A statement and what is bound to it; equal shapes of queries have equal text. */
export interface Select {
  readonly sql: string;
  readonly values: readonly Bound[];
}

interface Term extends Select {
  /** The tree it can be looked up in. */
  readonly tree: string | null;
}

/** Most rows of one page. */
export const MAX_PAGE = 1000;

/** Conditions that fewer rows than this fulfil are looked up, and their rows sorted; else the list is walked in its order. */
export const FEW = 2000;

/**
 * How one page of rows is found. SQLite alone would look up the first condition it has a tree for and sort what it
 * finds, were it every row there is; so it is told which tree to use.
 */
export class PageQuery {
  private readonly terms: readonly Term[];
  private readonly order: readonly string[];
  private readonly behind: Term | null;

  /** Throws RangeError on a limit or an index that is not there, InvalidCursor on a foreign cursor. */
  constructor(
    private readonly table: string,
    projection: Pick<AnyProjection, 'indexes' | 'trees'>,
    private readonly query: RowQuery,
  ) {
    const { where = {}, orderBy, descending = false, limit, cursor } = query;
    checkLimit(limit);
    if (orderBy !== undefined && orderBy !== 'key' && projection.trees?.[orderBy] !== 'sorted')
      throw new RangeError(`nothing is sorted by ${orderBy}`);
    this.order = orderBy === undefined ? ['key'] : [columnOf(projection, orderBy), 'key'];
    this.terms = Object.entries(where).flatMap(([name, condition]) => termsOf(projection, name, condition));
    this.behind =
      cursor === undefined ? null : behind(this.order, readCursor(cursor, orderBy ?? null, descending));
  }

  /** For each condition that could be looked up: counts its rows, up to {@link FEW}. */
  counts(): readonly (Select & { readonly tree: string })[] {
    const trees = new Set(this.terms.flatMap(({ tree }) => tree ?? []));
    return [...trees].map((tree) => {
      const terms = this.terms.filter((term) => term.tree === tree);
      const sql = `SELECT count(*) FROM (SELECT 1 FROM ${this.table} WHERE ${all(terms)} LIMIT ${FEW})`;
      return { tree, sql, values: bound(terms) };
    });
  }

  /** The page itself, with one row more than it holds; `tree` is looked up, without one the list is walked in its order. */
  select(tree: string | null): Select {
    const [first] = this.order;
    const used = tree ?? first;
    const terms = this.terms.map((term) => (term.tree === used ? term : outOfTrees(term)));
    if (this.behind) terms.push(used === first ? this.behind : outOfTrees(this.behind));
    const down = this.query.descending === true ? 'DESC' : 'ASC';
    const sql = [
      `SELECT key, row, ordinal, revision, seal, ${first === 'key' ? 'NULL' : first} AS value FROM ${this.table}`,
      terms.length > 0 ? `WHERE ${all(terms)}` : '',
      `ORDER BY ${this.order.map((name) => `${name} ${down}`).join(', ')}`,
      'LIMIT ?',
    ];
    return { sql: sql.join(' '), values: [...bound(terms), this.query.limit + 1] };
  }
}

const all = (terms: readonly Term[]): string => terms.map(({ sql }) => sql).join(' AND ');
const bound = (terms: readonly Term[]): readonly Bound[] => terms.flatMap(({ values }) => values);

/** A plus before a column keeps SQLite from looking it up. */
const outOfTrees = (term: Term): Term => ({ ...term, sql: term.sql.replaceAll(/"ix_|\bkey\b/g, '+$&') });

function columnOf({ indexes = {} }: Pick<AnyProjection, 'indexes'>, name: string): string {
  if (name === 'key') return 'key';
  if (!(name in indexes)) throw new RangeError(`no index ${name}`);
  return indexColumn(name);
}

export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new RangeError(`limit is 1 to ${MAX_PAGE}, not ${limit}`);
}

function termsOf(
  projection: Pick<AnyProjection, 'indexes' | 'trees'>,
  name: string,
  condition: Condition,
): Term[] {
  const column = columnOf(projection, name);
  const kept = projection.trees?.[name];
  const isSought = kept === 'sparse' ? condition !== null : kept !== 'none';
  const tree = isSought ? column : null;
  const terms = conditionsOn(column, condition).map((term) => ({ ...term, tree }));
  return kept === 'sparse' && tree ? [...terms, { sql: hasValue(name), values: [], tree }] : terms;
}

function conditionsOn(column: string, condition: Condition): Select[] {
  if (condition === null || typeof condition !== 'object')
    return [{ sql: `${column} = ?`, values: [condition ?? NULL_IN_INDEX] }];
  if ('prefix' in condition) return prefixed(column, condition.prefix);
  return between(column, condition.from, condition.to);
}

/** Text sorts behind all numbers, so a range that is open on one side stays within its kind. */
function between(column: string, from: Bound | undefined, to: Bound | undefined): Select[] {
  const isText = typeof (from ?? to) === 'string';
  const terms: Select[] = [];
  if (from !== undefined) terms.push({ sql: `${column} >= ?`, values: [from] });
  else if (to !== undefined)
    terms.push(
      isText ? { sql: `${column} >= ?`, values: [''] } : { sql: `${column} > ?`, values: [NULL_IN_INDEX] },
    );
  if (to !== undefined) terms.push({ sql: `${column} <= ?`, values: [to] });
  else if (from !== undefined && !isText) terms.push({ sql: `${column} < ?`, values: [''] });
  return terms;
}

function prefixed(column: string, prefix: string): Select[] {
  const end = afterPrefix(prefix);
  const from: Select = { sql: `${column} >= ?`, values: [prefix] };
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
  const [first = 'key'] = order;
  if (order.length === 1) return { sql: `key ${than} ?`, values: [key], tree: first };
  return { sql: `(${first}, key) ${than} (?, ?)`, values: [value ?? NULL_IN_INDEX, key], tree: first };
}
