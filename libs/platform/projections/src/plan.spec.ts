import { generationsOf, type StoredCheckpoint } from './checkpoints.js';
import { NOTHING_COUNTED } from './event-counts.js';
import { LedgerMismatch, planGenerations, startOf } from './plan.js';
import type { AnyProjection } from './projection.js';

const HERE = { ledgerId: 'ledger', storeId: 'store' };
const projection: AnyProjection = {
  name: 'p',
  version: 2,
  handles: [],
  keysOf: () => [],
  evolve: () => null,
};
const held = (
  generation: number,
  state: StoredCheckpoint['state'],
  more: Partial<StoredCheckpoint> = {},
): StoredCheckpoint => ({
  ...HERE,
  projection: 'p',
  generation,
  version: 2,
  ordinal: 10 * generation,
  position: BigInt(generation),
  ...NOTHING_COUNTED,
  parkedKeys: [],
  heard: -1,
  rows: 0,
  state,
  reason: null,
  ...more,
});
const generations = (plan: ReturnType<typeof planGenerations>) => ({
  follow: plan.follow.map(({ generation }) => generation),
  beside: plan.beside.map(({ generation }) => generation),
  drop: plan.drop.map(({ generation }) => generation),
  create: plan.create.length,
});
const planned = (...stored: StoredCheckpoint[]) => generations(planGenerations([projection], stored, HERE));
const NOTHING = { follow: [], beside: [], drop: [], create: 0 };

describe('the plan for stored generations', () => {
  it('follows what serves, continues what was begun, and creates what is missing', () => {
    expect(planned()).toEqual({ ...NOTHING, create: 1 });
    expect(planned(held(1, 'active'))).toEqual({ ...NOTHING, follow: [1] });
    expect(planned(held(1, 'folding'))).toEqual({ ...NOTHING, beside: [1] });
    expect(planned(held(1, 'retired'), held(2, 'active'), held(3, 'folding'))).toEqual({
      ...NOTHING,
      follow: [2],
      beside: [3],
    });
  });

  it('puts back what was kept of this version, unless it had parked or is of another ledger', () => {
    const plan = (kept: StoredCheckpoint) =>
      planGenerations([projection], [kept, held(2, 'active', { version: 3 })], HERE);
    const { putBack, create } = plan(held(1, 'retired'));
    expect(putBack.map(({ serving, kept }) => [serving.generation, kept.generation])).toEqual([[2, 1]]);
    expect(create).toEqual([]);
    for (const other of [{ reason: 'a bug' }, { ledgerId: 'another' }, { version: 1 }])
      expect(plan(held(1, 'retired', other))).toMatchObject({ putBack: [], create: [projection] });
  });

  it('folds another version beside, once, and drops what was begun for a version that is not there any more', () => {
    expect(planned(held(1, 'active', { version: 1 }))).toEqual({ ...NOTHING, create: 1 });
    expect(planned(held(1, 'active', { version: 1 }), held(2, 'folding'))).toEqual({
      ...NOTHING,
      beside: [2],
    });
    expect(planned(held(1, 'active'), held(2, 'folding', { version: 3 }))).toEqual({
      ...NOTHING,
      follow: [1],
      drop: [2],
    });
    expect(planned(held(1, 'active', { version: 1 }), held(2, 'folding', { version: 3 }))).toEqual({
      ...NOTHING,
      drop: [2],
      create: 1,
    });
  });

  it('leaves alone what is parked with this version until somebody asks for a rebuild', () => {
    expect(planned(held(1, 'parked'))).toEqual(NOTHING);
    expect(planned(held(1, 'active', { version: 1 }), held(2, 'parked'))).toEqual(NOTHING);
    expect(planned(held(1, 'parked', { version: 1 }))).toEqual({ ...NOTHING, create: 1 });
    expect(planned(held(1, 'parked'), held(2, 'folding'))).toEqual({ ...NOTHING, beside: [2] });
  });

  it('refuses rows of another ledger', () => {
    expect(() => planned(held(1, 'active', { ledgerId: 'other' }))).toThrow(LedgerMismatch);
    expect(planned(held(1, 'retired', { ledgerId: 'other' }))).toEqual({ ...NOTHING, create: 1 });
  });

  it('serves the active generation, or shows the newest that was parked', () => {
    const serving = (...stored: StoredCheckpoint[]) => generationsOf(stored, 'p').serving?.generation ?? null;
    expect(serving(held(1, 'active'), held(2, 'parked'))).toBe(1);
    expect(serving(held(1, 'retired'), held(2, 'parked'), held(3, 'folding'))).toBe(2);
    expect(serving(held(1, 'folding'))).toBeNull();
  });

  it('starts a reader at the least of its checkpoints, and at the start where positions are another store’s', () => {
    expect(startOf([held(3, 'active'), held(1, 'active')], HERE)).toEqual({
      ...HERE,
      ordinal: 10,
      position: 1n,
    });
    expect(startOf([held(3, 'active'), held(1, 'active', { storeId: 'old' })], HERE)).toEqual({
      ...HERE,
      ordinal: -1,
      position: null,
    });
    expect(startOf([], HERE)).toEqual({ ...HERE, ordinal: -1, position: null });
  });
});
