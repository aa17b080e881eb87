import type { Database, Statement } from 'better-sqlite3';
import type { StoredCheckpoint } from '../checkpoints.js';
import { nodesOf } from '../boards/radix.js';
import { tablesOf } from './schema.js';

/** A board whose entries were counted again. */
export interface InspectedBoard {
  readonly board: string;
  readonly entries: number;
  /** What is wrong with the counters its ranks are made of; null when they are as its entries say. */
  readonly fault: string | null;
}

interface Counter {
  readonly node: number;
  members: number;
}

/** Counts the boards of one generation again, each of one moment. */
export class InspectedBoards {
  private readonly following: Statement<[string, string], string>;
  private readonly values: Statement<[string], { readonly negated: number; readonly members: number }>;
  private readonly counters: Statement<[string], Counter>;

  /** Throws when the generation has no boards. */
  constructor(
    private readonly database: Database,
    { projection, generation }: StoredCheckpoint,
  ) {
    const { entries, counters } = tablesOf(projection, generation);
    this.following = database
      .prepare<[string, string], string>(
        `SELECT board FROM (SELECT min(board) AS board FROM ${entries} WHERE board > ?
         UNION ALL SELECT min(board) FROM ${counters} WHERE board > ?) WHERE board IS NOT NULL ORDER BY board`,
      )
      .pluck();
    this.values = database.prepare(
      `SELECT negated, count(*) AS members FROM ${entries} WHERE board = ? GROUP BY negated ORDER BY negated DESC`,
    );
    this.counters = database.prepare(`SELECT node, members FROM ${counters} WHERE board = ? ORDER BY node`);
  }

  /** The first board after this one; null when none is left. */
  next(after: string): InspectedBoard | null {
    return this.database.transaction(() => {
      const board = this.following.get(after, after);
      return board === undefined ? null : this.recounted(board);
    })();
  }

  private recounted(board: string): InspectedBoard {
    const levels: Counter[][] = nodesOf(0).map(() => []);
    let entries = 0;
    for (const { negated, members } of this.values.iterate(board)) {
      entries += members;
      for (const [level, node] of nodesOf(0 - negated).entries()) count(levels[level] ?? [], node, members);
    }
    const counted = levels.flat();
    const counters = this.counters.all(board);
    const isRight =
      counters.length === counted.length && counters.every((counter, at) => areSame(counter, counted[at]));
    const fault = isRight ? null : `the ranks on board ${board} are not counted as its entries stand`;
    return { board, entries, fault };
  }
}

/** Nodes come in their order. */
function count(counted: Counter[], node: number, members: number): void {
  const last = counted.at(-1);
  if (last?.node === node) last.members += members;
  else counted.push({ node, members });
}

const areSame = (one: Counter, other: Counter | undefined): boolean =>
  one.node === other?.node && one.members === other.members;
