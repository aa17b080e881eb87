import {
  accepted,
  after,
  draft,
  filed,
  issued,
  overdue,
  report,
  reported,
  returned,
  verify,
} from '../../../test/circulation-notice.fixture.js';

describe('reporting a rectification', () => {
  it('records who reported', () => after(filed, issued).when(report()).then([reported]));
  it('is open again after a return, from its day on', () => {
    const returnedOnce = after(filed, issued, reported, returned);
    const again = { ...reported, data: { ...reported.data, reportedOn: '2021-05-27' } };
    returnedOnce.when(report({ reportedOn: '2021-05-27' }, { today: '2021-05-27' })).then([again]);
    returnedOnce
      .when(report({ reportedOn: '2021-05-26' }, { today: '2021-05-27', reason: '补录' }))
      .thenRejected('report-before-return', { pointer: '/reportedOn', returnedOn: '2021-05-27' });
  });
  it('after its day is back-entry, flagged, with a reason', () => {
    const late = { today: '2021-05-26' };
    after(filed, issued)
      .when(report({}, late))
      .thenRejected('back-entry-needs-reason', { pointer: '/reason' });
    after(filed, issued)
      .when(report({}, { ...late, reason: '纸质报告次日送达' }))
      .then([{ ...reported, data: { ...reported.data, backEntry: true } }]);
  });
  it('dated within a deadline that was missed is for the office to enter, not for the unit', () => {
    const late = { today: '2021-06-01', reason: '补录' };
    const missed = after(filed, issued, overdue);
    missed
      .when(report({}, late))
      .thenRejected('deadline-is-over', { pointer: '/reportedOn', rectifyBy: '2021-05-28' });
    missed
      .when(report({}, { ...late, role: 'office' }))
      .thenRejected('deadline-is-over', { pointer: '/reportedOn', rectifyBy: '2021-05-28' });
    const office = { ...late, actor: 'office-1', role: 'office', actorUnitId: undefined };
    const data = { ...reported.data, reportedBy: 'office-1', backEntry: true as const };
    missed.when(report({}, office)).then([{ ...reported, data }]);
    missed
      .when(report({ reportedOn: '2021-05-29' }, late))
      .then([{ ...reported, data: { ...reported.data, reportedOn: '2021-05-29', backEntry: true } }]);
  });
  it('waits for its verification', () =>
    after(filed, issued, reported).when(report()).thenRejected('rectification-already-reported'));
  it('ends with acceptance', () =>
    after(filed, issued, reported, accepted).when(report()).thenRejected('rectification-already-accepted'));
  it('needs an issued notice', () => after(filed).when(report()).thenRejected('notice-not-issued'));
  it('needs the signature of the main leader', () =>
    after(filed, issued)
      .when(report({ signedByMainLeader: false }))
      .thenRejected('report-not-signed'));
  it('is for named units', () =>
    after(filed, issued)
      .when(report({ unitId: 'unit-c' }))
      .thenRejected('unit-not-named'));
  it('refuses dates before the issue and in the future', () => {
    after(filed, issued)
      .when(report({ reportedOn: '2021-05-20' }))
      .thenRejected('report-before-issue');
    after(filed, issued)
      .when(report({ reportedOn: '2021-05-26' }))
      .thenRejected('date-in-future');
  });
  it('has no place in a commendation', () => {
    const praise = { ...filed, data: { ...draft, kind: 'commendation' as const } };
    after(praise, issued).when(report()).thenRejected('notice-is-no-criticism');
  });
});

describe('verifying a rectification', () => {
  it('accepts it', () => after(filed, issued, reported).when(verify()).then([accepted]));
  it('accepted again stays as it is, and is not moved to another day', () => {
    after(filed, issued, reported, accepted).when(verify()).thenNothing();
    after(filed, issued, reported, accepted)
      .when(verify({ verifiedOn: '2021-05-28' }))
      .thenRejected('rectification-already-accepted');
  });
  it('accepts nothing that falls short', () => {
    for (const [name, value] of [
      ['shortcomings', '仍有缺岗'],
      ['rectifyBy', '2021-06-10'],
    ] as const)
      after(filed, issued, reported)
        .when(verify({ [name]: value }))
        .thenRejected('accepted-with-shortcomings', { pointer: `/${name}` });
  });
  it('returns it with a new deadline', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned', shortcomings: '仍有缺岗', rectifyBy: '2021-06-10' }))
      .then([returned]);
  });
  it('entered after its day is flagged', () => {
    const today = '2021-05-28';
    const fallsShort = { outcome: 'returned', shortcomings: '仍有缺岗', rectifyBy: '2021-06-10' };
    const after27 = after(filed, issued, reported);
    after27.when(verify({}, { today })).then([{ ...accepted, data: { ...accepted.data, backEntry: true } }]);
    after27
      .when(verify(fallsShort, { today }))
      .then([{ ...returned, data: { ...returned.data, backEntry: true } }]);
  });
  it('returns nothing without deadline and shortcomings', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned', rectifyBy: '2021-06-10' }))
      .thenRejected('return-needs-deadline-and-shortcomings', { pointer: '/shortcomings' });
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned', shortcomings: '仍有缺岗' }))
      .thenRejected('return-needs-deadline-and-shortcomings', { pointer: '/rectifyBy' });
  });
  it('needs a report', () => after(filed, issued).when(verify()).thenRejected('nothing-to-verify'));
  it('is never done by the reporter', () =>
    after(filed, issued, reported)
      .when(verify({}, { actor: 'unit-a-1' }))
      .thenRejected('verifier-is-reporter'));
  it('is never done by a unit', () =>
    after(filed, issued, reported)
      .when(verify({}, { role: 'unit', actorUnitId: 'unit-a' }))
      .thenRejected('verifier-is-responsible-unit'));
  it('is never done with a token of the responsible unit, whatever else it may do', () => {
    const both = { role: 'office', actorUnitId: 'unit-a' };
    after(filed, issued, reported).when(verify({}, both)).thenRejected('verifier-is-responsible-unit');
    after(filed, issued, reported)
      .when(verify({}, { ...both, actorUnitId: 'unit-b' }))
      .then([accepted]);
  });
  it('refuses dates before the report and in the future', () => {
    after(filed, issued, reported)
      .when(verify({ verifiedOn: '2021-05-24' }))
      .thenRejected('verified-before-report');
    after(filed, issued, reported)
      .when(verify({ verifiedOn: '2021-06-02' }))
      .thenRejected('date-in-future');
  });
});
