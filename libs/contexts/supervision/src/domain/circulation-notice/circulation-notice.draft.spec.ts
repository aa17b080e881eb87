import {
  after,
  amend,
  amended,
  amendment,
  draft,
  draftWithdrawn,
  file,
  filed,
  issued,
  withdrawn,
} from '../../../test/circulation-notice.fixture.js';

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

describe('amending a draft', () => {
  it('replaces it whole, filed on that day', () => after(filed).when(amend()).then([amended]));

  it('that stands so already changes nothing, whenever it came to that', () => {
    after(filed, amended).when(amend()).thenNothing();
    after(filed).when(amend(draft)).thenNothing();
    const findings = [{ note: undefined, place: '一号路口', kind: '缺岗', on: '2021-05-03' }];
    const entries = draft.entries.map((entry, index) => (index === 0 ? { ...entry, findings } : entry));
    after(filed)
      .when(amend({ ...draft, entries }))
      .thenNothing();
  });

  it.each<Partial<typeof draft>>([
    { kind: 'commendation', rectifyBy: undefined },
    { title: '五月通报' },
    { issuers: ['示例市公安局'] },
    { audience: 'unit' },
    { period: { from: '2021-04-30', to: '2021-05-20' } },
    { period: { from: '2021-05-01', to: '2021-05-21' } },
    { rectifyBy: '2021-05-29' },
    { rectifyBy: undefined },
    { entries: draft.entries.slice(0, 1) },
    { entries: draft.entries.map((entry) => ({ ...entry, unitId: `${entry.unitId}-2` })) },
    { entries: draft.entries.map((entry) => ({ ...entry, personTimes: 9 })) },
    { entries: draft.entries.map((entry) => ({ ...entry, findings: [{ kind: '迟到', on: '2021-05-04' }] })) },
  ])('takes another %o for a change', (change) => {
    const data = { ...draft, ...change, filedOn: '2021-05-22' };
    after(filed)
      .when(amend({ ...draft, ...change }))
      .then([{ ...amended, data: JSON.parse(JSON.stringify(data)) as typeof data }]);
  });

  it('is held to what filing is held to', () => {
    after(filed)
      .when(amend({ period: { from: '2021-05-21', to: '2021-05-20' } }))
      .thenRejected('period-ends-before-start', { pointer: '/period/to' });
    after(filed)
      .when(amend({ entries: [...amendment.entries, ...amendment.entries] }))
      .thenRejected('unit-named-twice', { unitId: 'unit-c', pointer: '/entries/1/unitId' });
    after(filed)
      .when(amend({ rectifyBy: '2021-06-30' }))
      .thenRejected('notice-is-no-criticism', { pointer: '/rectifyBy' });
  });

  it('keeps the jurisdiction', () =>
    after(filed)
      .when(amend({ jurisdiction: '990200' }))
      .thenRejected('notice-of-another-jurisdiction', {
        pointer: '/jurisdiction',
        jurisdiction: '990100',
      }));

  it('needs a draft', () => {
    after().when(amend()).thenRejected('notice-not-filed');
    after(filed, issued)
      .when(amend())
      .thenRejected('notice-already-issued', { documentNumber: issued.data.documentNumber });
    for (const history of [[issued, withdrawn], [draftWithdrawn]])
      after(filed, ...history)
        .when(amend())
        .thenRejected('notice-withdrawn');
  });
});
