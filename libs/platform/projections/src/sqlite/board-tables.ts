import type { Database, Statement } from 'better-sqlite3';
import { nodesOf } from '../boards/radix.js';
import type { RowWrite } from '../storage.js';
import { BulkInsert } from './bulk-insert.js';
import type { GenerationTables } from './schema.js';

/** A row that changes its places on boards. */
export type BoardMove = Pick<RowWrite, 'key' | 'left' | 'joined'>;

/** Writes who stands where on the boards of one generation, and the counters ranks are made of. */
export class BoardTables {
  private readonly entries: BulkInsert;
  private readonly leave: Statement<[string, number, string]>;
  private readonly add: Statement<[string, number, number]>;
  private readonly clear: Statement<[string, number]>;

  constructor(database: Database, { entries, counters }: GenerationTables) {
    this.entries = new BulkInsert(database, entries, ['board', 'negated', 'key']);
    this.leave = database.prepare(`DELETE FROM ${entries} WHERE board = ? AND negated = ? AND key = ?`);
    this.add = database.prepare(
      `INSERT INTO ${counters} VALUES (?, ?, ?)
       ON CONFLICT (board, node) DO UPDATE SET members = members + excluded.members`,
    );
    this.clear = database.prepare(`DELETE FROM ${counters} WHERE board = ? AND node = ? AND members = 0`);
  }

  write(moves: readonly BoardMove[]): void {
    const boards = new Map<string, Shifts>();
    const shiftsOf = (board: string): Shifts => {
      const shifts = boards.get(board) ?? { entered: [], nodes: new Map<number, number>() };
      boards.set(board, shifts);
      return shifts;
    };
    for (const { key, left, joined } of moves) {
      for (const { board, value } of left) {
        if (this.leave.run(board, 0 - value, key).changes !== 1)
          throw new Error(
            `${key} does not stand at ${value} on ${board}: the boards do not match their rows`,
          );
        count(shiftsOf(board), value, -1);
      }
      for (const { board, value } of joined) {
        const shifts = shiftsOf(board);
        shifts.entered.push([board, 0 - value, key]);
        count(shifts, value, 1);
      }
    }
    this.enter(boards);
    for (const [board, { nodes }] of boards) this.shift(board, nodes);
  }

  /** Side by side, as they lie in the table. */
  private enter(boards: ReadonlyMap<string, Shifts>): void {
    const entries = this.entries.begin();
    for (const board of [...boards.keys()].sort())
      for (const entry of boards.get(board)?.entered.sort(byValue) ?? []) entries.add(entry);
    entries.end();
  }

  private shift(board: string, nodes: ReadonlyMap<number, number>): void {
    for (const [node, members] of nodes) {
      if (members === 0) continue;
      this.add.run(board, node, members);
      if (members < 0) this.clear.run(board, node);
    }
  }
}

/** What changes of one board. */
interface Shifts {
  readonly entered: [board: string, negated: number, key: string][];
  /** By how many the members of each counter change. */
  readonly nodes: Map<number, number>;
}

const byValue = (a: Shifts['entered'][number], b: Shifts['entered'][number]): number => a[1] - b[1];

function count({ nodes }: Shifts, value: number, by: 1 | -1): void {
  for (const node of nodesOf(value)) nodes.set(node, (nodes.get(node) ?? 0) + by);
}
