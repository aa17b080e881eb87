import {
  accepted,
  after,
  draft,
  filed,
  issued,
  report,
  reported,
  returned,
  verify,
  withdraw,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';

describe('reporting a rectification', () => {
  it('records who reported', () => after(filed, issued).when(report()).then([reported]));
  it('is open again after a return', () =>
    after(filed, issued, reported, returned).when(report()).then([reported]));
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
      .when(report({ reportedOn: '2021-06-02' }))
      .thenRejected('date-in-future');
  });
  it('has no place in a commendation', () => {
    const praise = { ...filed, data: { ...draft, kind: 'commendation' as const } };
    after(praise, issued).when(report()).thenRejected('notice-is-no-criticism');
  });
});

describe('verifying a rectification', () => {
  it('accepts it', () => after(filed, issued, reported).when(verify()).then([accepted]));
  it('accepted again stays as it is', () =>
    after(filed, issued, reported, accepted).when(verify()).thenNothing());
  it('returns it with a new deadline', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned', shortcomings: '仍有缺岗', rectifyBy: '2021-06-10' }))
      .then([returned]);
  });
  it('returns nothing without deadline and shortcomings', () => {
    after(filed, issued, reported)
      .when(verify({ outcome: 'returned' }))
      .thenRejected('return-needs-deadline-and-shortcomings');
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

describe('withdrawing a circulation notice', () => {
  it('keeps its number', () => after(filed, issued).when(withdraw()).then([withdrawn]));
  it('again stays as it is', () => after(filed, issued, withdrawn).when(withdraw()).thenNothing());
  it('needs an issued notice', () => after(filed).when(withdraw()).thenRejected('notice-not-issued'));
  it('ends its rectifications', () =>
    after(filed, issued, withdrawn).when(report()).thenRejected('notice-withdrawn'));
  it('refuses dates before the issue and in the future', () => {
    after(filed, issued).when(withdraw('2021-05-20')).thenRejected('withdrawn-before-issue');
    after(filed, issued).when(withdraw('2021-06-02')).thenRejected('date-in-future');
  });
});
