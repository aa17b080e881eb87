import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteReadModels, type Projection, type ProjectionEvent } from '#platform/projections';
import { happened } from '#platform/testing';
import { ProjectionRun } from '../src/fold.js';
import { ReadModelFile } from '../src/sqlite/read-model-file.js';

type Scored = ProjectionEvent<'Scored', { key: string; value: number | null }>;

const scores: Projection<{ value: number }, Scored> = {
  name: 'scores',
  version: 1,
  handles: ['Scored'],
  keysOf: ({ data }) => [data.key],
  evolve: (_row, { data }) => (data.value === null ? null : { value: data.value }),
  boards: ({ value }, key) => [
    { board: 'all', value },
    { board: key < 'm' ? 'low' : 'high', value: -value },
  ],
};

const LEDGER = { ledgerId: 'ledger', storeId: 'store' };
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'k', 'l', 'm', 'n', 'x', 'y', 'z', '甲', '乙');
const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -(2 ** 47) + 1, max: 2 ** 47 - 1 }),
);
const change = fc.record({ key, value: fc.option(value, { freq: 8 }) });

interface Ranked {
  readonly key: string;
  readonly value: number;
  readonly rank: number;
}

function naiveRanking(members: ReadonlyMap<string, number>): readonly Ranked[] {
  const all = [...members].map(([name, points]) => ({ key: name, value: points }));
  return all
    .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1))
    .map((member) => ({ ...member, rank: 1 + all.filter((other) => other.value > member.value).length }));
}

describe('boards in the file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'boards-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('rank, page and show neighbours as a naive ranking does, after any changes', () => {
    let runs = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 30 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (batches, size) => {
          const path = join(folder, `${runs++}.sqlite`);
          const members = foldBatches(path, batches);
          const models = new SqliteReadModels({ file: path, projections: [scores], ledger: LEDGER });
          compare(models.of(scores), members, size);
          models.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

function foldBatches(path: string, batches: readonly (readonly Scored['data'][])[]): Map<string, number> {
  const file = ReadModelFile.open(path);
  const checkpoint = file.transact(() => file.activate(scores, file.addGeneration(scores, LEDGER)));
  const run = new ProjectionRun(scores, checkpoint, file.rows(scores, checkpoint), {
    rows: 5,
    characters: 1_000_000,
  });
  const members = new Map<string, number>();
  let ordinal = -1;
  for (const batch of batches) {
    for (const data of batch) {
      run.take(happened('Scored', data, { ordinal: ++ordinal, revision: 0 }), run.checkpoint, 1);
      if (data.value === null) members.delete(data.key);
      else members.set(data.key, data.value);
    }
    const prepared = run.prepare({ ...LEDGER, ordinal, position: BigInt(ordinal + 1) });
    if (!prepared) continue;
    file.transact(() => run.write());
    run.settle(prepared);
  }
  file.close();
  return members;
}

function compare(
  model: ReturnType<SqliteReadModels['of']>,
  members: ReadonlyMap<string, number>,
  size: number,
): void {
  const expected = naiveRanking(members);
  expect(model.top('all', 100)).toEqual(expected);
  const paged: Ranked[] = [];
  for (let last: Ranked | undefined; ; last = paged.at(-1)) {
    const page = model.top('all', size, last);
    paged.push(...page);
    if (page.length < size) break;
  }
  expect(paged).toEqual(expected);
  for (const value of new Set([...members.values(), 0, 1]))
    expect(model.countAbove('all', value)).toBe(expected.filter((member) => member.value > value).length);
  expect(model.countAbove('none', 0)).toBe(0);
  for (const [place, member] of expected.entries())
    expect(model.around('all', member.key, size)).toEqual(
      expected.slice(Math.max(0, place - size), place + size + 1),
    );
  const high = naiveRanking(
    new Map([...members].filter(([name]) => name >= 'm').map(([name, points]) => [name, 0 - points])),
  );
  expect(model.top('high', 100)).toEqual(high);
  expect(model.around('high', 'a', 1)).toBeNull();
}
