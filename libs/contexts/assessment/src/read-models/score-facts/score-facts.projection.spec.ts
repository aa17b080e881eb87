import { activityClosedV1, type ActivityClosedV1 } from '#contexts/activities/contracts';
import { noticeIssuedV1, noticeWithdrawnV1 } from '#contexts/supervision/contracts';
import { starAwardedV1, type StarAwardedV1 } from '#contexts/titles/contracts';
import type { ProjectionEvent } from '#platform/projections';
import { eventIdAt, happened, projectionSpec } from '#platform/testing';
import { scoreFacts } from './score-facts.projection.js';

const units = [
  { unitId: 'a', personTimes: 2 },
  { unitId: 'b', personTimes: 3 },
];
const closed = happened(activityClosedV1, {
  activityId: 'activity',
  title: '活动',
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
} as StarAwardedV1);

const after = (...events: readonly ProjectionEvent[]) =>
  projectionSpec(scoreFacts).given(
    events as Parameters<ReturnType<typeof projectionSpec<never, never>>['given']>[0],
  );

describe('score facts', () => {
  it('are one row a unit that took part, on the last day of the activity', () => {
    const { rows } = after(closed);
    expect([...rows.keys()]).toEqual(['a:0:0', 'b:0:1']);
    expect(rows.get('b:0:1')).toEqual({
      unitId: 'b',
      fact: 'activity',
      attributes: { kind: 'lecture', mode: 'both' },
      occurrences: 1,
      personTimes: 3,
      occurredOn: '2021-03-02',
      cause: { eventId: eventIdAt(0), type: activityClosedV1, ordinal: 0, stream: 'test.stream-1' },
    });
  });

  it('keep a withdrawal as a row of its own, by the day of issue', () => {
    const spec = after(issued, withdrawn);
    expect(spec.row('b:0:1')).toMatchObject({ fact: 'commendation', occurrences: 1, personTimes: 3 });
    expect(spec.row('b:1:1')).toMatchObject({
      fact: 'commendation',
      occurrences: -1,
      personTimes: -3,
      occurredOn: '2021-05-01',
      withdrawnOn: '2022-02-01',
    });
  });

  it('hold titles by their level, on the day they take effect', () => {
    expect(after(awarded).row('a:0:0')).toMatchObject({
      fact: 'title',
      attributes: { level: 'city' },
      occurrences: 1,
      personTimes: 0,
      occurredOn: '2021-12-01',
    });
  });

  it('are found by unit and day', () => {
    expect(after(closed).indexes('a:0:0')).toEqual({ unitDay: 'a:2021-03-02' });
  });
});
