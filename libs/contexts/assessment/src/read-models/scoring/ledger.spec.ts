import fc from 'fast-check';
import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import { starAwardedV1, type StarAwardedV1 } from '#contexts/titles/contracts';
import { unitRegisteredV1 } from '#contexts/units/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { foldRows, happened } from '#platform/testing';
import { formatPoints } from '#platform/values';
import type { ScoringItem } from '../../domain/scoring-policy/scoring-policy.events.js';
import { factsOf, type QuarterOfFacts, scoreFacts } from '../score-facts/score-facts.projection.js';
import { RULEBOOK, type Rulebook, tableOf } from '../scores/rulebook.js';
import { scoreIn, scores, type UnitScores } from '../scores/scores.projection.js';
import { type CausedFact, scoreEntries, sumOf } from './ledger.js';
import { pointsTable } from './points.js';

const opening = { eventId: 'opening', type: 'CycleOpened', ordinal: 0, stream: 'assessment.cycle-c' };
const cycle = {
  cycleId: '990100-2021',
  from: '2021-01-01',
  policy: { jurisdiction: '990000', version: 1 },
  openedBy: opening,
};
const item: ScoringItem = {
  code: '1.1',
  part: '1',
  title: '通报批评',
  fact: 'criticism',
  per: 'person-time',
  points: '-0.2',
  cap: '0.5',
};
const criticism = (ordinal: number, personTimes: number, withdrawnOn?: string): CausedFact => ({
  fact: 'criticism',
  attributes: {},
  occurrences: withdrawnOn === undefined ? 1 : -1,
  personTimes,
  occurredOn: '2021-05-01',
  ...(withdrawnOn !== undefined && { withdrawnOn }),
  cause: { eventId: `e${ordinal}`, type: noticeIssuedV1, ordinal, stream: 'supervision.notice-n' },
});

describe('the score ledger', () => {
  const place = { unitId: 'a', cycle: '990100-2021', policy: cycle.policy };

  it('holds the base, every fact, every reversal and what a cap cuts off', () => {
    const table = pointsTable({ base: '10', parts: [], items: [item] });
    const facts = [criticism(1, 4), criticism(2, -1, '2021-06-01')];
    expect(scoreEntries('a', cycle, table, facts)).toEqual([
      { kind: 'base', ...place, points: '10', milli: 10_000, cause: opening, occurredOn: '2021-01-01' },
      {
        kind: 'fact',
        ...place,
        part: '1',
        item: '1.1',
        title: '通报批评',
        points: '-0.8',
        milli: -800,
        per: 'person-time',
        times: 4,
        cause: facts[0]?.cause,
        occurredOn: '2021-05-01',
      },
      {
        kind: 'reversal',
        ...place,
        part: '1',
        item: '1.1',
        title: '通报批评',
        points: '0.2',
        milli: 200,
        per: 'person-time',
        times: -1,
        cause: facts[1]?.cause,
        occurredOn: '2021-05-01',
        withdrawnOn: '2021-06-01',
      },
      {
        kind: 'cap',
        ...place,
        part: '1',
        item: '1.1',
        title: '通报批评',
        points: '0.1',
        milli: 100,
        cause: facts[1]?.cause,
        occurredOn: '2021-05-01',
      },
    ]);
  });

  it('is empty for a unit without facts where the policy has no base', () => {
    expect(scoreEntries('a', cycle, pointsTable({ parts: [], items: [item] }), [])).toEqual([]);
  });
});

const DAYS = ['2020-12-31', '2021-01-01', '2021-02-14', '2021-06-30', '2021-12-31', '2022-01-01'];
const UNITS = ['a', 'b', 'c'];
const day = fc.constantFrom(...DAYS);
const named = fc
  .uniqueArray(fc.constantFrom(...UNITS), { minLength: 1 })
  .chain((ids) =>
    fc.tuple(...ids.map((unitId) => fc.record({ unitId: fc.constant(unitId), personTimes: fc.nat(500) }))),
  );

const activities = fc
  .record({ day, named, kind: fc.constantFrom('lecture', 'study'), mode: fc.constantFrom('offline', 'both') })
  .map(({ day: occurredTo, named: units, kind, mode }) => [
    happened(activityClosedV1, {
      kind,
      mode,
      occurredTo,
      outcomes: { units },
    } as unknown as ActivityClosedV1),
  ]);
const notices = fc
  .record({ day, named, kind: fc.constantFrom('criticism', 'commendation'), withdrawn: fc.boolean() })
  .map(({ day: issuedOn, named: units, kind, withdrawn }) => {
    const data = { noticeId: 'n', jurisdiction: '990100', kind, documentNumber: '', issuedOn, units };
    return [
      happened(noticeIssuedV1, data),
      ...(withdrawn ? [happened(noticeWithdrawnV1, { ...data, withdrawnOn: '2022-03-01' })] : []),
    ];
  });
const titles = fc
  .record({ day, unitId: fc.constantFrom(...UNITS), level: fc.constantFrom('city', 'district') })
  .map(({ day: effectiveOn, unitId, level }) => [
    happened(starAwardedV1, { unitId, level, effectiveOn } as StarAwardedV1),
  ]);
const history = fc
  .array(fc.oneof(activities, notices, titles), { maxLength: 30 })
  .map((facts): readonly ProjectionEvent[] => facts.flat());

const points = (most: number) => fc.integer({ min: -most, max: most }).map(formatPoints);
const scoringItem = fc.record(
  {
    fact: fc.constantFrom('activity', 'criticism', 'commendation', 'title'),
    filter: fc.record(
      {
        kind: fc.subarray(['lecture', 'study'], { minLength: 1 }),
        mode: fc.subarray(['offline', 'both'], { minLength: 1 }),
        level: fc.subarray(['city', 'district'], { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    per: fc.constantFrom('occurrence', 'person-time'),
    points: points(5000),
    cap: fc.integer({ min: 1, max: 20_000 }).map(formatPoints),
  },
  { requiredKeys: ['fact', 'per', 'points'] },
);
const scoringRules = fc
  .record({ base: points(100_000), items: fc.array(scoringItem, { maxLength: 8 }) })
  .map(({ base, items }) => ({
    base,
    parts: [{ code: '1', title: '一' }],
    items: items.map((one, index) => ({ ...one, code: `1.${index}`, part: '1', title: '项' })),
  }));

describe('the entries of a unit', () => {
  it('always add up to its score, and are as many facts as the score counts, whenever the cycle is opened', () => {
    fc.assert(
      fc.property(scoringRules, history, fc.nat(60), (rules, facts, openedAfter) => {
        const before = facts.slice(0, openedAfter);
        const events = [
          happened('ScoringPolicyAdopted', {
            jurisdiction: '990000',
            version: 1,
            effectiveFrom: '2021-01-01',
            rules,
          }),
          ...UNITS.map((unitId) =>
            happened(unitRegisteredV1, { unitId, name: unitId, jurisdiction: '990102', kind: 'organ' }),
          ),
          ...before,
          happened('CycleOpened', {
            cycleId: '990100-2021',
            jurisdiction: '990100',
            from: '2021-01-01',
            to: '2021-12-31',
            policy: { jurisdiction: '990000', version: 1 },
          }),
          ...facts.slice(openedAfter),
        ] as readonly ProjectionEvent[];
        const scored = foldRows(scores, events as never);
        const listed = foldRows(scoreFacts, facts as never);
        const rulebook = scored.get(RULEBOOK) as Rulebook;
        const opened = rulebook.cycles['990100-2021']!;
        for (const unitId of UNITS) {
          const own = yearOf(unitId, listed);
          const entries = scoreEntries(unitId, opened, tableOf(rulebook, opened), own);
          const score = scoreIn(scored.get(unitId) as UnitScores, '990100-2021');
          expect({ total: sumOf(entries), facts: own.length }).toEqual({
            total: score?.total,
            facts: score?.facts,
          });
        }
      }),
    );
  });
});

const yearOf = (unitId: string, quarters: ReadonlyMap<string, QuarterOfFacts>): readonly CausedFact[] =>
  [...quarters]
    .filter(([key]) => key.startsWith(unitId))
    .flatMap(([, quarter]) => factsOf(quarter))
    .filter(({ occurredOn }) => occurredOn >= '2021-01-01' && occurredOn <= '2021-12-31');
