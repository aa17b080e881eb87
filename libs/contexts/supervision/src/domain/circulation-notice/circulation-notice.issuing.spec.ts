import { given } from '#platform/testing';
import {
  after,
  draft,
  file,
  filed,
  issue,
  issued,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';
import { circulationNotice } from './circulation-notice.decider.js';

describe('filing a circulation notice', () => {
  it('keeps the draft', () => after().when(file()).then([filed]));
  it('happens once', () => after(filed).when(file()).thenRejected('notice-already-filed'));

  it('refuses a period that ends before it starts', () => {
    after()
      .when(file({ period: { from: '2021-05-21', to: '2021-05-20' } }))
      .thenRejected('period-ends-before-start', { pointer: '/period/to' });
  });

  it('refuses a unit named twice', () => {
    after()
      .when(file({ entries: [...draft.entries, { unitId: 'unit-a', personTimes: 1, findings: [] }] }))
      .thenRejected('unit-named-twice', { unitId: 'unit-a', pointer: '/entries/2/unitId' });
  });

  it('refuses an issuing body named twice', () => {
    after()
      .when(file({ issuers: ['示例市文明办', '示例市教育局', '示例市文明办'] }))
      .thenRejected('issuer-named-twice', { pointer: '/issuers/2' });
  });

  it('refuses a deadline for what asks for no rectification', () => {
    const { rectifyBy: _, ...data } = { ...draft, kind: 'commendation' as const };
    after()
      .when(file({ kind: 'commendation' }))
      .thenRejected('notice-is-no-criticism', { pointer: '/rectifyBy' });
    after()
      .when(file({ kind: 'commendation', rectifyBy: undefined }))
      .then([{ ...filed, data: { ...data, filedOn: '2021-05-20' } }]);
  });

  it('refuses a finding of a day that has not come', () => {
    const entries = [{ unitId: 'unit-a', personTimes: 1, findings: [{ kind: '迟到', on: '2021-06-03' }] }];
    after()
      .when(file({ period: { from: '2021-05-01', to: '2021-06-30' }, rectifyBy: '2021-07-10', entries }))
      .thenRejected('date-in-future', { pointer: '/entries/0/findings/0/on' });
  });

  it('refuses a finding outside the period', () => {
    const entries = [{ unitId: 'unit-a', personTimes: 1, findings: [{ kind: '迟到', on: '2021-05-21' }] }];
    after()
      .when(file({ entries }))
      .thenRejected('finding-outside-period', { pointer: '/entries/0/findings/0/on' });
  });

  it('refuses a deadline before the period ends', () => {
    after()
      .when(file({ rectifyBy: '2021-05-19' }))
      .thenRejected('rectify-by-before-period-end');
  });
});

describe('issuing a circulation notice', () => {
  it('gives it its number and opens a rectification for every unit', () =>
    after(filed).when(issue()).then([issued]));
  it('is checked before a number is reserved', () => {
    given(circulationNotice, [filed]).when(issue(), null).thenNothing();
  });
  it('needs a filed notice', () => after().when(issue()).thenRejected('notice-not-filed'));
  it('happens once', () => after(filed, issued).when(issue()).thenRejected('notice-already-issued'));
  it('refuses a withdrawn one', () =>
    after(filed, issued, withdrawn).when(issue()).thenRejected('notice-withdrawn'));
  it('refuses a future date', () => after(filed).when(issue('2021-06-02')).thenRejected('date-in-future'));
  it('refuses a date before the period ends', () =>
    after(filed).when(issue('2021-05-19')).thenRejected('issued-before-period-end'));
  it('before the day it was filed is back-entry, flagged, with a reason', () => {
    const late = { ...filed, data: { ...filed.data, filedOn: '2021-05-22' } };
    after(late)
      .when(issue())
      .thenRejected('back-entry-needs-reason', { pointer: '/reason', filedOn: '2021-05-22' });
    after(late)
      .when(issue('2021-05-21', '补录'))
      .then([{ ...issued, data: { ...issued.data, backEntry: true } }]);
    after(late)
      .when(issue('2021-05-22'))
      .then([{ ...issued, data: { ...issued.data, issuedOn: '2021-05-22' } }]);
  });
  it('whose day of filing was never kept is taken as it is dated', () =>
    after({ ...filed, data: draft })
      .when(issue())
      .then([issued]));
  it('refuses a date behind the deadline for rectification', () =>
    after(filed)
      .when(issue('2021-05-29'))
      .thenRejected('rectify-by-before-issue', { pointer: '/issuedOn', rectifyBy: '2021-05-28' }));
});
