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
    const shifts = new Map<string, Map<number, number>>();
    const entered: [board: string, negated: number, key: string][] = [];
    for (const { key, left, joined } of moves) {
      for (const { board, value } of left) {
        if (this.leave.run(board, 0 - value, key).changes !== 1)
          throw new Error(
            `${key} does not stand at ${value} on ${board}: the boards do not match their rows`,
          );
        count(shifts, board, value, -1);
      }
      for (const { board, value } of joined) {
        entered.push([board, 0 - value, key]);
        count(shifts, board, value, 1);
      }
    }
    const entries = this.entries.begin();
    for (const entry of entered.sort(byPlace)) entries.add(entry);
    entries.end();
    for (const [board, nodes] of shifts)
      for (const [node, members] of nodes) {
        if (members === 0) continue;
        this.add.run(board, node, members);
        if (members < 0) this.clear.run(board, node);
      }
  }
}

/** As they lie in the table: many are put in side by side. */
const byPlace = (a: readonly [string, number, string], b: readonly [string, number, string]): number =>
  a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1;

function count(shifts: Map<string, Map<number, number>>, board: string, value: number, by: 1 | -1): void {
  const nodes = shifts.get(board) ?? new Map<number, number>();
  shifts.set(board, nodes);
  for (const node of nodesOf(value)) nodes.set(node, (nodes.get(node) ?? 0) + by);
}
