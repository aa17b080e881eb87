import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { SqliteReadModels } from '#platform/projections';
import { tablesOf } from '../libs/platform/projections/src/sqlite/schema.js';
import { type Figure, median, percentile, round } from './figures.js';
import { BOARD, LEDGER, scores, writeBoard } from './million-board.js';
import { withFolder } from './scratch.js';
import { ROUNDS, scaled } from './sizes.js';

const READS = scaled(3_000);
const SCANS = scaled(40);
const SHOWN = 100;
const NEIGHBOURS = 5;
const FIRST_GENERATION = 1;
/** Prime: the members asked about lie all over the board. */
const STEP = 7_919;

/** A board of 1 M members as routes read it, in this process; beside it bare statements on the same tables. */
export const measureBoards = (say: (line: string) => void): Promise<Figure[]> =>
  withFolder(async (folder) => {
    const path = join(folder, 'boards.sqlite');
    const started = performance.now();
    const keys = writeBoard(path);
    say(`${keys.length} members are on the board after ${round((performance.now() - started) / 1000)} s`);
    const models = new SqliteReadModels({ file: path, projections: [scores], ledger: LEDGER });
    const peer = new Database(path, { readonly: true });
    try {
      return await rounds(models, peer, keys, say);
    } finally {
      peer.close();
      models.close();
    }
  });

async function rounds(
  models: SqliteReadModels,
  peer: Database.Database,
  keys: readonly string[],
  say: (line: string) => void,
): Promise<Figure[]> {
  const board = models.of(scores);
  const keyAt = (read: number): string => keys[(read * STEP) % keys.length] as string;
  const { entries, rows } = tablesOf(scores.name, FIRST_GENERATION);
  const byIndex = peer.prepare(
    `SELECT key, negated FROM ${entries} WHERE board = ? ORDER BY negated, key LIMIT ?`,
  );
  const byCount = peer.prepare(
    `SELECT count(*) FROM ${entries} WHERE board = ? AND negated < (SELECT -(row ->> 'value') FROM ${rows} WHERE key = ?)`,
  );
  const found: Record<'top' | 'index' | 'rank' | 'count', number[]> = {
    top: [],
    index: [],
    rank: [],
    count: [],
  };
  for (let number = 1; number <= ROUNDS; number++) {
    found.index.push(await p99(READS, () => byIndex.all(BOARD, SHOWN)));
    found.top.push(await p99(READS, () => board.top(BOARD, SHOWN)));
    found.count.push(await p99(SCANS, (read) => byCount.get(BOARD, keyAt(read))));
    found.rank.push(await p99(READS, (read) => board.around(BOARD, keyAt(read), NEIGHBOURS)));
    say(`round ${number}: top ${found.top.at(-1)} ms, rank ${found.rank.at(-1)} ms`);
  }
  return [
    figure(`top ${SHOWN}`, found.top, 'bare statement by index', found.index),
    figure('rank of one with its neighbours', found.rank, 'rank by count(*)', found.count),
  ];
}

function figure(what: string, p99s: readonly number[], peer: string, peers: readonly number[]): Figure {
  const value = median(p99s);
  return {
    name: `board of 1 M members, ${what}, p99`,
    value,
    unit: 'ms',
    beside: { name: peer, value: median(peers) },
    goal: '≤ 0.5 ms in process',
    reached: value <= 0.5,
  };
}

/** In milliseconds; each read in a turn of the loop of its own, as requests are. */
async function p99(reads: number, work: (read: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let read = 0; read < reads; read++) {
    await turn();
    const started = performance.now();
    const answer = work(read);
    times.push(performance.now() - started);
    if (answer === null) throw new Error('the board does not have a member that was put on it');
  }
  return round(percentile(times, 0.99), 3);
}
