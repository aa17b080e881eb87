import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import {
  starAwardedV1,
  type StarAwardedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '#contexts/titles/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { eventIdAt, happened, projectionSpec } from '#platform/testing';
import { factsOf, type QuarterOfFacts, scoreFacts } from './score-facts.projection.js';

const units = [
  { unitId: 'a', personTimes: 2 },
  { unitId: 'b', personTimes: 3 },
];
const closed = happened(activityClosedV1, {
  activityId: 'activity',
  title: '活动|二期',
  kind: 'lecture',
  mode: 'both',
  organiserUnitId: 'a',
  jurisdiction: '990102',
  occurredFrom: '2021-03-01',
  occurredTo: '2021-03-02',
  outcomes: { units },
  evidence: [],
} satisfies ActivityClosedV1);
const notice = {
  noticeId: 'n',
  jurisdiction: '990100',
  kind: 'commendation',
  documentNumber: '示文明〔2021〕1号',
  issuedOn: '2021-05-01',
  units,
} as const;
const issued = happened(noticeIssuedV1, { ...notice, audience: 'public' });
const withdrawn = happened(noticeWithdrawnV1, { ...notice, withdrawnOn: '2022-02-01' });
const awarded = happened(starAwardedV1, {
  unitId: 'a',
  level: 'city',
  effectiveOn: '2021-12-01',
  documentNumber: '示文明〔2021〕2号',
} as StarAwardedV1);
const revoked = happened(titleRevokedV1, {
  unitId: 'a',
  level: 'city',
  since: '2021-12-01',
  effectiveOn: '2022-05-01',
  documentNumber: '示文明〔2022〕3号',
} as TitleRevokedV1);

const after = (...events: readonly ProjectionEvent[]) =>
  projectionSpec(scoreFacts).given(
    events as Parameters<ReturnType<typeof projectionSpec<never, never>>['given']>[0],
  );

const factsIn = (key: string, ...events: readonly ProjectionEvent[]) =>
  factsOf(after(...events).row(key) as QuarterOfFacts);

describe('score facts', () => {
  it('are a row for each unit that took part, in the quarter of the last day of the activity', () => {
    expect([...after(closed).rows.keys()]).toEqual(['a:2021-Q1', 'b:2021-Q1']);
    expect(factsIn('b:2021-Q1', closed)).toEqual([
      {
        fact: 'activity',
        attributes: { kind: 'lecture', mode: 'both' },
        occurrences: 1,
        personTimes: 3,
        occurredOn: '2021-03-02',
        cause: {
          eventId: eventIdAt(0),
          type: activityClosedV1,
          ordinal: 0,
          stream: 'test.stream-1',
          name: '活动|二期',
        },
      },
    ]);
  });

  it('keep all of a quarter, in the order of the ledger', () => {
    const facts = factsIn('a:2021-Q1', closed, issued, closed);
    expect(facts.map(({ cause }) => cause.ordinal)).toEqual([0, 2]);
  });

  it('keep every mention of a unit that an event names twice', () => {
    const twice = { ...closed, data: { ...closed.data, outcomes: { units: [units[0]!, units[0]!] } } };
    expect(factsIn('a:2021-Q1', twice)).toHaveLength(2);
  });

  it('keep a withdrawal beside what it takes back, by the day of issue', () => {
    expect(factsIn('b:2021-Q2', issued, withdrawn)).toMatchObject([
      { fact: 'commendation', occurrences: 1, personTimes: 3 },
      {
        fact: 'commendation',
        occurrences: -1,
        personTimes: -3,
        occurredOn: '2021-05-01',
        withdrawnOn: '2022-02-01',
      },
    ]);
  });

  it('keep a revocation beside the award, and till when a cycle must last for it to count', () => {
    expect(factsIn('a:2021-Q4', awarded, revoked)).toMatchObject([
      { fact: 'title', occurrences: 1, occurredOn: '2021-12-01' },
      {
        fact: 'title',
        attributes: { level: 'city' },
        occurrences: -1,
        occurredOn: '2021-12-01',
        withdrawnOn: '2022-05-01',
        lastsTo: '2022-05-01',
      },
    ]);
  });

  it('name the contract each was read from, and what a person calls it', () => {
    const causes = [closed, issued, withdrawn, awarded, revoked].map((event) => {
      const [[key = '']] = [[...after(event).rows.keys()]];
      const { cause } = factsIn(key, event)[0] ?? {};
      return [cause?.type, cause?.name];
    });
    expect(causes).toEqual([
      [activityClosedV1, '活动|二期'],
      [noticeIssuedV1, '示文明〔2021〕1号'],
      [noticeWithdrawnV1, '示文明〔2021〕1号'],
      [starAwardedV1, '示文明〔2021〕2号'],
      [titleRevokedV1, '示文明〔2022〕3号'],
    ]);
  });

  it('hold titles by their level, on the day they take effect', () => {
    expect(factsIn('a:2021-Q4', awarded)).toMatchObject([
      {
        fact: 'title',
        attributes: { level: 'city' },
        occurrences: 1,
        personTimes: 0,
        occurredOn: '2021-12-01',
      },
    ]);
  });
});
