import { given, testContext } from '#platform/testing';
import { type ProposedPolicy, Command, policyDecider, versionInForce } from './index.js';

class AdoptTestPolicy extends Command<ProposedPolicy<{ cap: number }>> {
  readonly type = 'AdoptTestPolicy';
}

const policy = policyDecider<'TestPolicyAdopted', { cap: number }>('TestPolicyAdopted');
const adopt = (effectiveFrom: string, cap: number) =>
  new AdoptTestPolicy({ jurisdiction: '990100', effectiveFrom, rules: { cap } }, testContext());
const adopted = (version: number, effectiveFrom: string, cap: number) => ({
  type: 'TestPolicyAdopted' as const,
  data: { jurisdiction: '990100', version, effectiveFrom, rules: { cap } },
});

describe('a policy', () => {
  it('starts with version 1 and counts on', () => {
    given(policy)
      .when(adopt('2021-01-01', 5))
      .then([adopted(1, '2021-01-01', 5)]);
    given(policy, [adopted(1, '2021-01-01', 5)])
      .when(adopt('2021-06-01', 6))
      .then([adopted(2, '2021-06-01', 6)]);
  });

  it('adopted again as it is changes nothing', () => {
    given(policy, [adopted(1, '2021-01-01', 5)])
      .when(adopt('2021-01-01', 5))
      .thenNothing();
  });

  it('may be corrected from its own day on', () => {
    given(policy, [adopted(1, '2021-01-01', 5)])
      .when(adopt('2021-01-01', 4))
      .then([adopted(2, '2021-01-01', 4)]);
  });

  it('planned by a slip for a far day can be put right', () => {
    const slip = adopted(1, '2206-01-01', 5);
    const right = adopted(2, '2021-01-01', 5);
    given(policy, [slip]).when(adopt('2021-01-01', 5)).then([right]);
    const versions = [slip.data, right.data];
    expect(versionInForce(versions, '2021-05-31')?.version).toBe(2);
    expect(versionInForce(versions, '2206-01-01')?.version).toBe(2);
  });

  it('never takes effect before the version in force', () => {
    given(policy, [adopted(1, '2021-06-01', 5), adopted(2, '2021-07-01', 6)])
      .when(adopt('2021-05-31', 4))
      .thenRejected('effective-before-last-version', {
        pointer: '/effectiveFrom',
        lastEffectiveFrom: '2021-06-01',
      });
  });

  it('is in force from its day on, the latest version first', () => {
    const versions = [
      adopted(1, '2021-01-01', 5),
      adopted(2, '2021-06-01', 6),
      adopted(3, '2021-06-01', 7),
    ].map(({ data }) => data);
    expect(versionInForce(versions, '2020-12-31')).toBeUndefined();
    expect(versionInForce(versions, '2021-05-31')?.version).toBe(1);
    expect(versionInForce(versions, '2021-06-01')?.version).toBe(3);
  });
});
