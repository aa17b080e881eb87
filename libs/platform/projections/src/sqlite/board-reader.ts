import type { Database, Statement } from 'better-sqlite3';
import { nodesAbove } from '../boards/radix.js';
import { ranked } from '../boards/ranked.js';
import type { RankedMember } from '../read-models.js';
import type { GenerationTables } from './schema.js';

interface Entry {
  readonly negated: number;
  readonly key: string;
}

/** Reads the boards of one generation by its order and its counters; never by going through a board. */
export class BoardReader {
  private readonly best: Statement<[string, number], Entry>;
  private readonly below: Statement<[string, number, string, number], Entry>;
  private readonly above: Statement<[string, number, string, number], Entry>;
  private readonly members: Statement<[string, number, number], { members: number }>;

  constructor(database: Database, { entries, counters }: GenerationTables) {
    const select = `SELECT negated, key FROM ${entries} WHERE board = ?`;
    this.best = database.prepare(`${select} ORDER BY negated, key LIMIT ?`);
    this.below = database.prepare(`${select} AND (negated, key) > (?, ?) ORDER BY negated, key LIMIT ?`);
    this.above = database.prepare(
      `${select} AND (negated, key) < (?, ?) ORDER BY negated DESC, key DESC LIMIT ?`,
    );
    this.members = database.prepare(
      `SELECT coalesce(sum(members), 0) AS members FROM ${counters} WHERE board = ? AND node BETWEEN ? AND ?`,
    );
  }

  top(
    board: string,
    limit: number,
    after?: { readonly value: number; readonly key: string },
  ): readonly RankedMember[] {
    const entries = after
      ? this.below.all(board, 0 - after.value, after.key, limit)
      : this.best.all(board, limit);
    return this.rank(board, entries);
  }

  /** The member that stands on the board at `value`, with neighbours on both sides. */
  around(board: string, key: string, value: number, neighbours: number): readonly RankedMember[] {
    const self = { negated: 0 - value, key };
    const above = neighbours === 0 ? [] : this.above.all(board, self.negated, key, neighbours).reverse();
    const below = neighbours === 0 ? [] : this.below.all(board, self.negated, key, neighbours);
    return this.rank(board, [...above, self, ...below]);
  }

  /** How many stand above the value. */
  countAbove(board: string, value: number): number {
    return nodesAbove(value).reduce(
      (sum, { from, to }) => sum + (this.members.get(board, from, to)?.members ?? 0),
      0,
    );
  }

  private rank(board: string, entries: readonly Entry[]): readonly RankedMember[] {
    const members = entries.map(({ key, negated }) => ({ key, value: 0 - negated }));
    return ranked(members, (value) => 1 + this.countAbove(board, value));
  }
}
