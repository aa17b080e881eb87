import fc from 'fast-check';
import { activityClosedV1 } from '#contexts/activities/contracts';
import { unitDissolvedV1, unitRegisteredV1 } from '#contexts/units/contracts';
import type { ProjectionEvent, RankedMember } from '#platform/projections';
import { foldRows, happened } from '#platform/testing';
import { scoreBoard } from '../../read-models/scores/boards.js';
import { scores, type ScoresRow } from '../../read-models/scores/scores.projection.js';
import { movements } from './movements.js';

const CITY = '990100';
const CYCLE = '990100-2021';
const PLACES = ['990100', '990102', '990103'];
const UNITS = ['a', 'b', 'c', 'd', 'e'];
/** The first instants of months in Asia/Shanghai. */
const MONTHS = {
  '2021-04': '2021-03-31T16:00:00.000Z',
  '2021-05': '2021-04-30T16:00:00.000Z',
  '2021-06': '2021-05-31T16:00:00.000Z',
};

type Recorded = ProjectionEvent;
const recorded = (recordedAt: string, type: string, data: object): Recorded =>
  happened(type, data, { metadata: { recordedAt } });

const rules = (recordedAt: string): readonly Recorded[] => [
  recorded(recordedAt, 'ScoringPolicyAdopted', {
    jurisdiction: CITY,
    version: 1,
    effectiveFrom: '2021-01-01',
    rules: {
      base: '10',
      parts: [{ code: '1', title: '一' }],
      items: [
        { code: '1.1', part: '1', title: '项', fact: 'activity', per: 'person-time', points: '1', cap: '8' },
      ],
    },
  }),
  recorded(recordedAt, 'CycleOpened', {
    cycleId: CYCLE,
    jurisdiction: CITY,
    from: '2021-01-01',
    to: '2021-12-31',
    policy: { jurisdiction: CITY, version: 1 },
  }),
];
const registered = (recordedAt: string, unitId: string, jurisdiction: string): Recorded =>
  recorded(recordedAt, unitRegisteredV1, { unitId, name: unitId, jurisdiction, kind: 'organ' });
const served = (recordedAt: string, unitId: string, personTimes: number): Recorded =>
  recorded(recordedAt, activityClosedV1, {
    kind: 'study',
    mode: 'offline',
    occurredTo: '2021-03-01',
    outcomes: { units: [{ unitId, personTimes }] },
  });
const dissolved = (recordedAt: string, unitId: string): Recorded =>
  recorded(recordedAt, unitDissolvedV1, { unitId, dissolvedOn: '2021-03-01' });

/** Boards counted one by one. */
function boardsOf(events: readonly Recorded[]) {
  const rows = foldRows(scores, events as never);
  const places = [...rows].flatMap(([key, row]) =>
    (scores.boards?.(row, key) ?? []).map((place) => ({ key, ...place })),
  );
  const countAbove = (board: string, value: number): number =>
    places.filter((place) => place.board === board && place.value > value).length;
  const getMany = (keys: readonly string[]) =>
    new Map(keys.map((key): [string, ScoresRow] => [key, rows.get(key)!]));
  const ranks = (board: string): readonly RankedMember[] =>
    places
      .filter((place) => place.board === board)
      .map(({ key, value }) => ({ key, value, rank: 1 + countAbove(board, value) }));
  return { ranks, countAbove, getMany };
}

const deeds = fc.array(
  fc.record({
    month: fc.constantFrom(...Object.values(MONTHS)),
    minute: fc.integer({ min: 0, max: 59 }),
    unitId: fc.constantFrom(...UNITS),
    personTimes: fc.integer({ min: 0, max: 4 }),
    ends: fc.boolean(),
  }),
  { maxLength: 25 },
);
const homes = fc.array(fc.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...Object.values(MONTHS))), {
  minLength: UNITS.length,
  maxLength: UNITS.length,
});

describe('the movement of a member', () => {
  const members = (...events: readonly Recorded[]) => {
    const board = scoreBoard(CYCLE, CITY);
    const boards = boardsOf(events);
    return Object.fromEntries(
      movements(boards, { name: board, cycleId: CYCLE, month: '2021-05' }, boards.ranks(board)),
    );
  };
  const april = MONTHS['2021-04'];
  const may = MONTHS['2021-05'];
  const justBefore = '2021-04-30T15:59:59.999Z';
  const three = ['a', 'b', 'c'].map((unitId) => registered(april, unitId, CITY));

  it('is how many places it went up since the last month ended in Shanghai, below zero where it went down', () => {
    expect(
      members(
        ...rules(april),
        ...three,
        served(april, 'a', 2),
        served(justBefore, 'b', 1),
        served(may, 'c', 3),
      ),
    ).toEqual({ a: -1, b: -1, c: 2 });
  });

  it('is none where nothing was recorded since, whatever day it is about', () => {
    expect(members(...rules(april), ...three, served(justBefore, 'c', 3))).toEqual({ a: 0, b: 0, c: 0 });
  });

  it('is not known of a unit that came since, nor on a cycle opened since', () => {
    expect(
      members(...rules(april), ...three.slice(1), registered(may, 'a', CITY), served(may, 'a', 1)),
    ).toEqual({
      a: null,
      b: -1,
      c: -1,
    });
    expect(members(...three, ...rules(may))).toEqual({ a: null, b: null, c: null });
  });

  it('counts a dissolved unit where it stood then', () => {
    const ahead = [served(april, 'a', 2), served(april, 'b', 1)];
    expect(members(...rules(april), ...three, ...ahead, dissolved(may, 'a'))).toEqual({ b: 1, c: 1 });
  });

  it('is what the ranks of then and now are apart, on every board and in every month', () => {
    fc.assert(
      fc.property(homes, deeds, fc.constantFrom(...PLACES), (units, done, jurisdiction) => {
        const board = scoreBoard(CYCLE, jurisdiction);
        const joined = units.map(([home, at], index) => ({ at, unitId: UNITS[index]!, home }));
        const instant = (month: string, minute: number) =>
          new Date(Date.parse(month) + minute * 60_000).toISOString();
        const since = new Map(joined.map(({ unitId, at }) => [unitId, at]));
        const events = [
          ...joined.map(({ at, unitId, home }) => registered(at, unitId, home)),
          ...done
            .filter(({ unitId, month }) => month >= since.get(unitId)!)
            .map(({ month, minute, unitId, personTimes, ends }) =>
              ends && personTimes === 0
                ? dissolved(instant(month, minute), unitId)
                : served(instant(month, minute), unitId, personTimes),
            ),
        ].sort((one, other) => (one.at.metadata.recordedAt < other.at.metadata.recordedAt ? -1 : 1));
        for (const [month, first] of Object.entries(MONTHS)) {
          const end = instant(first, 60 * 24 * 20);
          const known = (until: string) => [
            ...rules('2021-03-01T00:00:00.000Z'),
            ...events.filter(({ at }) => at.metadata.recordedAt < until),
          ];
          const [then, now] = [boardsOf(known(first)), boardsOf(known(end))];
          const ranksThen = new Map(then.ranks(board).map(({ key, rank }) => [key, rank]));
          const expected = now
            .ranks(board)
            .map(({ key, rank }) => [key, ranksThen.has(key) ? ranksThen.get(key)! - rank : null] as const);
          expect(movements(now, { name: board, cycleId: CYCLE, month }, now.ranks(board))).toEqual(
            new Map(expected),
          );
        }
      }),
    );
  });
});
