import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import { unitDissolvedV1, unitRegisteredV1 } from '#contexts/units/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { eventIdAt, happened, projectionSpec } from '#platform/testing';
import type { ScoringRules } from '../../domain/scoring-policy/scoring-policy.events.js';
import { RULEBOOK, type Rulebook } from './rulebook.js';
import { scoreIn, scores, type UnitScores } from './scores.projection.js';

const rules: ScoringRules = {
  base: '60',
  parts: [{ code: '1', title: '活动' }],
  items: [
    {
      code: '1.1',
      part: '1',
      title: '活动人次',
      fact: 'activity',
      per: 'person-time',
      points: '0.1',
      cap: '1',
    },
    { code: '1.2', part: '1', title: '通报批评', fact: 'criticism', per: 'occurrence', points: '-0.5' },
  ],
};
const adopted = happened('ScoringPolicyAdopted', {
  jurisdiction: '990000',
  version: 1,
  effectiveFrom: '2021-01-01',
  rules,
});
const opened = (jurisdiction = '990100', from = '2021-01-01', to = '2021-12-31') =>
  happened('CycleOpened', {
    cycleId: `${jurisdiction}-2021`,
    jurisdiction,
    from,
    to,
    policy: { jurisdiction: '990000', version: 1 },
  });
const unit = (unitId: string, jurisdiction = '990102') =>
  happened(unitRegisteredV1, { unitId, name: `单位${unitId}`, jurisdiction, kind: 'organ' });
const activity = (occurredTo: string, ...units: ActivityClosedV1['outcomes']['units']) =>
  happened(activityClosedV1, {
    activityId: 'activity',
    title: '活动',
    kind: 'volunteer-service',
    mode: 'offline',
    organiserUnitId: 'a',
    jurisdiction: '990102',
    occurredFrom: occurredTo,
    occurredTo,
    outcomes: { units },
    evidence: [],
  } satisfies ActivityClosedV1);
const named = {
  noticeId: 'n',
  jurisdiction: '990100',
  kind: 'criticism',
  documentNumber: '示文明〔2021〕1号',
  issuedOn: '2021-05-01',
  units: [{ unitId: 'a', personTimes: 2 }],
} as const;
const issued = happened(noticeIssuedV1, { ...named, audience: 'public' });
const withdrawn = happened(noticeWithdrawnV1, { ...named, withdrawnOn: '2022-02-01' });

const after = (...events: readonly ProjectionEvent[]) =>
  projectionSpec(scores).given(
    events as Parameters<ReturnType<typeof projectionSpec<never, never>>['given']>[0],
  );
const cycleOf = (spec: ReturnType<typeof after>, unitId = 'a', cycle = '990100-2021') =>
  scoreIn(spec.row(unitId) as UnitScores, cycle);

describe('scores', () => {
  it('beyond what a board can hold stand at its end', () => {
    const items = rules.items.map(({ cap: _, ...item }) => ({ ...item, points: '1000' }));
    const odd = { ...adopted, data: { ...adopted.data, rules: { ...rules, items } } };
    const busy = activity('2021-03-01', { unitId: 'a', personTimes: 1_000_000 });
    const spec = after(odd, opened(), unit('a'), ...Array<typeof busy>(145).fill(busy));
    expect(cycleOf(spec)?.total).toBe(145_000_000_060_000);
    expect(spec.boards('a').map(({ value }) => value)).toEqual(Array(4).fill(2 ** 47 - 1));
  });

  it('give every unit of the cycle its base, whether it came before or after the cycle', () => {
    const spec = after(adopted, unit('a'), opened(), unit('b'));
    for (const unitId of ['a', 'b'])
      expect(cycleOf(spec, unitId)).toEqual({
        ...{ cycleId: '990100-2021', jurisdiction: '990100', items: {}, total: 60_000, facts: 0 },
        ...{ since: '2021-06', before: null },
      });
    expect(spec.boards('b')).toEqual([
      { board: 'score:990100-2021:990102', value: 60_000 },
      { board: 'score:990100-2021:990102:2021-06:to', value: 60_000 },
      { board: 'score:990100-2021:990100', value: 60_000 },
      { board: 'score:990100-2021:990100:2021-06:to', value: 60_000 },
    ]);
  });

  it('leave units outside the jurisdiction out', () => {
    const spec = after(adopted, unit('a', '990201'), opened(), unit('b', '990000'));
    expect(cycleOf(spec)).toBeUndefined();
    expect(cycleOf(spec, 'b')).toBeUndefined();
    expect(spec.boards('a')).toEqual([]);
  });

  it('count facts within the window, both ends included', () => {
    const spec = after(
      adopted,
      unit('a'),
      opened('990100', '2021-02-01', '2021-02-28'),
      ...['2021-01-31', '2021-02-01', '2021-02-28', '2021-03-01'].map((day) =>
        activity(day, { unitId: 'a', personTimes: 2 }),
      ),
    );
    expect(cycleOf(spec)).toMatchObject({ items: { '1.1': 400 }, total: 60_400, facts: 2 });
  });

  it('count every unit that took part, by its own person-times', () => {
    const both = activity('2021-03-01', { unitId: 'a', personTimes: 1 }, { unitId: 'b', personTimes: 4 });
    const spec = after(adopted, unit('a'), unit('b'), opened(), both);
    expect(cycleOf(spec, 'a')?.total).toBe(60_100);
    expect(cycleOf(spec, 'b')?.total).toBe(60_400);
  });

  it('of a cycle opened late are what they would be had it been opened early', () => {
    const facts = [
      activity('2021-03-01', { unitId: 'a', personTimes: 7 }),
      activity('2021-03-01', { unitId: 'a', personTimes: 8 }),
      issued,
      withdrawn,
    ];
    const early = after(adopted, unit('a'), opened(), ...facts);
    const late = after(adopted, unit('a'), ...facts, opened());
    expect(cycleOf(late)).toEqual(cycleOf(early));
    expect(cycleOf(late)).toMatchObject({ items: { '1.1': 1500, '1.2': 0 }, total: 61_000, facts: 4 });
  });

  it('stop at the cap and keep the sum beneath it', () => {
    const spec = after(
      adopted,
      unit('a'),
      opened(),
      activity('2021-03-01', { unitId: 'a', personTimes: 40 }),
    );
    expect(cycleOf(spec)).toMatchObject({ items: { '1.1': 4000 }, total: 61_000 });
  });

  it('get back what a withdrawn notice took, in the cycle of its issue', () => {
    expect(cycleOf(after(adopted, unit('a'), opened(), issued))?.total).toBe(59_500);
    expect(cycleOf(after(adopted, unit('a'), opened(), issued, withdrawn))?.total).toBe(60_000);
  });

  it('are kept apart by cycle', () => {
    const spec = after(
      adopted,
      unit('a'),
      opened('990100'),
      opened('990000', '2021-01-01', '2021-04-30'),
      issued,
    );
    expect(cycleOf(spec, 'a', '990100-2021')?.total).toBe(59_500);
    expect(cycleOf(spec, 'a', '990000-2021')?.total).toBe(60_000);
    const boards = [
      'score:990100-2021:990102',
      'score:990100-2021:990100',
      'score:990000-2021:990102',
      'score:990000-2021:990100',
      'score:990000-2021:990000',
    ];
    expect(spec.boards('a').map(({ board }) => board)).toEqual(
      boards.flatMap((board) => [board, `${board}:2021-06:to`]),
    );
  });

  it('of a dissolved unit remain, and leave the boards of cycles that had not ended', () => {
    const on = (dissolvedOn: string) => happened(unitDissolvedV1, { unitId: 'a', dissolvedOn });
    const boardsAfter = (...events: readonly ProjectionEvent[]) =>
      after(adopted, unit('a'), ...events).boards('a');
    const spec = after(adopted, unit('a'), opened(), issued, on('2021-06-01'));
    expect(cycleOf(spec)?.total).toBe(59_500);
    expect(spec.boards('a')).toEqual([]);
    for (const day of ['2021-06-01', '2021-12-31']) {
      expect(boardsAfter(opened(), on(day), issued)).toEqual([]);
      expect(boardsAfter(on(day), opened())).toEqual([]);
    }
    const stays = boardsAfter(opened(), issued, on('2022-01-01'));
    expect(stays.map(({ value }) => value)).toEqual(Array(4).fill(59_500));
    expect(boardsAfter(opened(), on('2022-01-01'), issued)).toEqual(stays);
    expect(boardsAfter(on('2022-01-01'), issued, opened())).toEqual(stays);
  });

  it('stop at a unit nobody registered, and at a cycle whose policy nobody adopted', () => {
    expect(() => after(adopted, issued)).toThrow('unit a is named before it is registered');
    expect(() => after(unit('a'), opened())).toThrow('never adopted');
  });

  it('know their rules: every policy version and every cycle, with the event that opened it', () => {
    const spec = after(adopted, {
      ...opened(),
      at: { ...opened().at, stream: 'assessment.cycle-990100-2021' },
    });
    const rulebook = spec.row(RULEBOOK) as Rulebook;
    expect(rulebook.policies['990000@1']?.base).toBe(60_000);
    expect(rulebook.cycles['990100-2021']?.openedBy).toEqual({
      eventId: eventIdAt(1),
      type: 'CycleOpened',
      ordinal: 1,
      stream: 'assessment.cycle-990100-2021',
    });
    expect(spec.boards(RULEBOOK)).toEqual([]);
  });
});
