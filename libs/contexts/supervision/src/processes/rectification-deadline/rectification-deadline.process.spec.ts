import { happened, processSpec } from '#platform/testing';
import {
  accepted,
  issued,
  noticeId,
  reported,
  returned,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';
import { rectificationDeadline } from './rectification-deadline.process.js';

const event = <E extends { readonly type: string; readonly data: object }>({ type, data }: E) =>
  happened<E['type'], E['data']>(type, data);

const other = <E extends { readonly data: object }>(one: E): E => ({
  ...one,
  data: { ...one.data, unitId: 'unit-b' },
});
const due = (endOf: string, dueAt: string) => ({ endOf, dueAt });
const firstDeadline = due('2021-05-28', '2021-05-28T16:00:00.000Z');
const secondDeadline = due('2021-06-10', '2021-06-10T16:00:00.000Z');
const overdue = (rectifyBy: string, overdueFrom: string) => ({
  commands: [{ command: 'MarkRectificationOverdue', data: { noticeId, rectifyBy, overdueFrom } }],
});

const given = (...events: Parameters<typeof event>[0][]) =>
  processSpec(rectificationDeadline).given(...events.map(event));

describe('the deadline of a rectification', () => {
  it('ends with its last day', () =>
    given()
      .when(event(issued))
      .then({ timers: [{ endOf: '2021-05-28' }] }));

  it('is not waited for where there is none, or nothing to rectify', () => {
    const { rectifyBy: _, ...data } = issued.data;
    given()
      .when(event({ ...issued, data }))
      .thenNothing();
    given()
      .when(event({ ...issued, data: { ...issued.data, kind: 'commendation' } }))
      .thenNothing();
  });

  it('is missed by units that have not reported', () => {
    given(issued).whenDue(noticeId, firstDeadline).then(overdue('2021-05-28', '2021-05-29'));
    given(issued, reported).whenDue(noticeId, firstDeadline).then(overdue('2021-05-28', '2021-05-29'));
  });

  it('is kept when every unit has reported', () => {
    given(issued, reported, other(reported)).whenDue(noticeId, firstDeadline).thenNothing();
    given(issued, reported, accepted, other(reported)).whenDue(noticeId, firstDeadline).thenNothing();
  });

  it('is a new one for a unit whose report is returned', () => {
    given(issued, reported, other(reported))
      .when(event(returned))
      .then({ timers: [{ endOf: '2021-06-10' }] });
    const again = given(issued, reported, other(reported), returned);
    again.whenDue(noticeId, firstDeadline).thenNothing();
    again.whenDue(noticeId, secondDeadline).then(overdue('2021-06-10', '2021-06-11'));
  });

  it('does not matter once the notice is withdrawn', () => {
    given(issued, withdrawn).whenDue(noticeId, firstDeadline).thenNothing();
    expect(given(issued, withdrawn).state(noticeId)).toBeNull();
  });

  it('is forgotten when nobody has one', () =>
    expect(given(issued, reported, other(reported)).state(noticeId)).toBeNull());
});
