import { given, TEST_TODAY, testContext } from '#platform/testing';
import type { TitleRules } from '../title-policy/title-policy.events.js';
import { RetainTitle, RevokeTitle } from './title.commands.js';
import { title, type TitleFacts } from './title.decider.js';
import type { StarAwarded, TitleRetained, TitleRevoked } from './title.events.js';

const unitId = '00000000-0000-8000-8000-000000000001';
const text = '示文明[2021]6号';
const documentNumber = '示文明〔2021〕6号';
const judged = { policyVersion: 3, policyJurisdiction: '990100' };
const paper = (effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber: text,
  legalBasis: '示例市文明单位管理办法',
  effectiveOn,
});
const recorded = (effectiveOn: string) => ({
  jurisdiction: '990102',
  decision: { ...paper(effectiveOn), documentNumber, documentNumberText: text },
  ...judged,
  ...(effectiveOn < TEST_TODAY && { backEntry: true as const }),
});

const facts = (rules: Partial<TitleRules> = {}): TitleFacts => ({
  policy: {
    jurisdiction: '990100',
    version: 3,
    effectiveFrom: '2020-01-01',
    rules: { levels: ['district', 'city', 'province'], rungs: [], termYears: { city: 3 }, ...rules },
  },
  jurisdiction: '990102',
  heldElsewhere: [],
  documentNumber,
});
const dry = (of: TitleFacts): TitleFacts => ({ ...of, documentNumber: undefined });

const retain = (on: string) =>
  new RetainTitle({ unitId, level: 'city', cycle: '990100-2021', decision: paper(on) }, testContext());
const revoke = (on: string, reason: string | undefined = '弄虚作假') =>
  new RevokeTitle({ unitId, level: 'city', decision: paper(on) }, testContext({ reason }));

const awarded = (star: number, on: string, until: string): StarAwarded => ({
  type: 'StarAwarded',
  data: { unitId, level: 'city', star, cycle: '990100-2021', until, ...recorded(on) },
});
const retained = (on: string, until: string): TitleRetained => ({
  type: 'TitleRetained',
  data: { unitId, level: 'city', star: 2, cycle: '990100-2021', until, ...recorded(on) },
});
const revoked = (on: string, since: string): TitleRevoked => ({
  type: 'TitleRevoked',
  data: { unitId, level: 'city', star: 2, since, ...recorded(on) },
});
const cityStar = awarded(2, '2020-05-01', '2023-05-01');

describe('a retention', () => {
  it('gives the held star a new term', () => {
    given(title, [cityStar])
      .when(retain('2021-05-01'), facts())
      .then([retained('2021-05-01', '2024-05-01')]);
  });

  it('never shortens the term', () => {
    given(title, [cityStar])
      .when(retain('2021-05-01'), facts({ termYears: { city: 1 } }))
      .then([retained('2021-05-01', '2023-05-01')]);
  });

  it('lifts the end where the policy sets no term any more', () => {
    const { until: _, ...endless } = retained('2021-05-01', '').data;
    given(title, [cityStar])
      .when(retain('2021-05-01'), facts({ termYears: {} }))
      .then([{ type: 'TitleRetained', data: endless }]);
  });

  it('needs a title that is held on that day', () => {
    given(title)
      .when(retain('2021-05-01'), facts())
      .thenRejected('title-not-held', { level: 'city', on: '2021-05-01' });
    given(title, [awarded(2, '2018-05-01', '2021-05-01')])
      .when(retain('2021-05-01'), facts())
      .thenRejected('title-not-held');
  });

  it('is made once a day, never in the future, never before the last decision', () => {
    const history = [cityStar, retained('2021-05-01', '2024-05-01')];
    given(title, history)
      .when(retain('2021-05-01'), facts())
      .thenRejected('already-retained', { on: '2021-05-01' });
    given(title, history).when(retain('2021-06-02'), facts()).thenRejected('effective-in-future');
    given(title, history).when(retain('2021-04-30'), facts()).thenRejected('earlier-than-last-decision');
  });

  it('is refused where the policy has dropped the level', () => {
    given(title, [cityStar])
      .when(retain('2021-05-01'), facts({ levels: ['district'] }))
      .thenRejected('level-not-in-policy', { level: 'city', ...judged });
  });

  it('comes to nothing without a number', () => {
    given(title, [cityStar]).when(retain('2021-05-01'), dry(facts())).thenNothing();
  });
});

describe('a revocation', () => {
  it('takes the held star away, with a reason', () => {
    given(title, [cityStar])
      .when(revoke('2021-05-01'), facts())
      .then([revoked('2021-05-01', '2020-05-01')]);
    given(title, [cityStar])
      .when(revoke('2021-05-01', ''), facts())
      .thenRejected('revocation-needs-reason', { pointer: '/reason' });
  });

  it('may reach back behind a retention, but not behind a later award', () => {
    given(title, [cityStar, retained('2021-04-01', '2024-04-01')])
      .when(revoke('2020-12-31'), facts())
      .then([revoked('2020-12-31', '2020-05-01')]);
    given(title, [cityStar, awarded(3, '2021-04-01', '2024-04-01')])
      .when(revoke('2020-12-31'), facts())
      .thenRejected('earlier-than-last-decision');
  });

  it('needs a title that is held, so a second one is refused', () => {
    given(title, [cityStar, revoked('2021-05-01', '2020-05-01')])
      .when(revoke('2021-05-01'), facts())
      .thenRejected('title-not-held', { level: 'city', on: '2021-05-01' });
    given(title).when(revoke('2021-05-01'), facts()).thenRejected('title-not-held');
  });

  it('is no plan for the future', () => {
    given(title, [cityStar]).when(revoke('2021-06-02'), facts()).thenRejected('effective-in-future');
  });

  it('does not ask whether the policy still has the level, and comes to nothing without a number', () => {
    given(title, [cityStar])
      .when(revoke('2021-05-01'), facts({ levels: ['district'] }))
      .then([revoked('2021-05-01', '2020-05-01')]);
    given(title, [cityStar]).when(revoke('2021-05-01'), dry(facts())).thenNothing();
  });
});
