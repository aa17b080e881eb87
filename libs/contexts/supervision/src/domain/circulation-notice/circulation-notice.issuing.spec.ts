import { given } from '#platform/testing';
import {
  after,
  amended,
  amendment,
  draft,
  filed,
  issue,
  issued,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';
import { circulationNotice } from './circulation-notice.decider.js';

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
  it('before the day its draft was amended is back-entry, too', () => {
    after(filed, amended)
      .when(issue())
      .thenRejected('back-entry-needs-reason', { pointer: '/reason', filedOn: '2021-05-22' });
    const { rectifyBy: _, ...data } = issued.data;
    const { kind, title, audience } = amendment;
    const named = { kind, title, audience, units: [{ unitId: 'unit-c', personTimes: 3 }] };
    after(filed, amended)
      .when(issue('2021-05-22'))
      .then([{ ...issued, data: { ...data, ...named, issuedOn: '2021-05-22' } }]);
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
