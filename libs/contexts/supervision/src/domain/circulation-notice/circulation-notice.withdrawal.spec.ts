import {
  accepted,
  after,
  draft,
  draftWithdrawn,
  filed,
  issue,
  issued,
  markOverdue,
  report,
  reported,
  returned,
  verify,
  withdraw,
  withdrawDraft,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';

describe('withdrawing a circulation notice', () => {
  it('keeps its number', () => after(filed, issued).when(withdraw()).then([withdrawn]));
  it('entered after its day is flagged', () =>
    after(filed, issued)
      .when(withdraw('2021-05-30', '2021-05-31'))
      .then([{ ...withdrawn, data: { ...withdrawn.data, backEntry: true } }]));
  it('again stays as it is, and is not moved to another day', () => {
    after(filed, issued, withdrawn).when(withdraw()).thenNothing();
    after(filed, issued, withdrawn).when(withdraw('2021-05-31')).thenRejected('notice-withdrawn');
  });
  it('refuses a day before the last step of a rectification', () => {
    for (const [steps, lastStepOn] of [
      [[reported], '2021-05-25'],
      [[reported, returned], '2021-05-27'],
      [[reported, accepted], '2021-05-27'],
    ] as const)
      after(filed, issued, ...steps)
        .when(withdraw('2021-05-24'))
        .thenRejected('withdrawn-before-rectification', { pointer: '/withdrawnOn', lastStepOn });
  });
  it('needs an issued notice', () => {
    for (const history of [[], [filed], [filed, draftWithdrawn]])
      after(...history)
        .when(withdraw())
        .thenRejected('notice-not-issued');
  });
  it('ends its rectifications', () =>
    after(filed, issued, withdrawn).when(report()).thenRejected('notice-withdrawn'));
  it('refuses dates before the issue and in the future', () => {
    after(filed, issued).when(withdraw('2021-05-20')).thenRejected('withdrawn-before-issue');
    after(filed, issued).when(withdraw('2021-06-02')).thenRejected('date-in-future');
  });
});

describe('withdrawing a draft', () => {
  it('tells nothing but that it goes: it has no number', () =>
    after(filed).when(withdrawDraft()).then([draftWithdrawn]));
  it('entered after its day is flagged', () =>
    after(filed)
      .when(withdrawDraft('2021-05-30', '2021-05-31'))
      .then([{ ...draftWithdrawn, data: { ...draftWithdrawn.data, backEntry: true } }]));
  it('again stays as it is, and is not moved to another day', () => {
    after(filed, draftWithdrawn).when(withdrawDraft()).thenNothing();
    after(filed, draftWithdrawn).when(withdrawDraft('2021-05-29')).thenRejected('notice-withdrawn');
  });
  it('leaves alone what was issued meanwhile', () =>
    after(filed, issued)
      .when(withdrawDraft())
      .thenRejected('notice-already-issued', { documentNumber: issued.data.documentNumber }));
  it('does not take the withdrawal of what was issued for its own', () =>
    after(filed, issued, withdrawn).when(withdrawDraft()).thenRejected('notice-withdrawn'));
  it('needs a filed notice', () => after().when(withdrawDraft()).thenRejected('notice-not-filed'));
  it('refuses dates before it was filed and in the future', () => {
    after(filed)
      .when(withdrawDraft('2021-05-19'))
      .thenRejected('withdrawn-before-filing', { pointer: '/withdrawnOn', filedOn: '2021-05-20' });
    after(filed)
      .when(withdrawDraft('2021-06-02'))
      .thenRejected('date-in-future', { pointer: '/withdrawnOn' });
  });
  it('whose day of filing was never kept refuses no day behind it', () =>
    after({ ...filed, data: draft })
      .when(withdrawDraft('2021-05-19', '2021-05-19'))
      .then([{ ...draftWithdrawn, data: { ...draftWithdrawn.data, withdrawnOn: '2021-05-19' } }]));
  it('ends it: it is never issued', () =>
    after(filed, draftWithdrawn).when(issue()).thenRejected('notice-withdrawn'));
  it('tells nobody who reports on it more than of a draft', () => {
    for (const command of [report(), verify()])
      after(filed, draftWithdrawn).when(command).thenRejected('notice-not-issued');
  });
  it('leaves no deadline', () => after(filed, draftWithdrawn).when(markOverdue()).thenNothing());
});
