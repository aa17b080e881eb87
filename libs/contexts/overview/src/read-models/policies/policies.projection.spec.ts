import { scoringPolicyAdoptedV1 } from '#contexts/assessment/contracts';
import { titlePolicyAdoptedV1 } from '#contexts/titles/contracts';
import { happened, projectionSpec, TEST_NOW } from '#platform/testing';
import { policies } from './policies.projection.js';

const adopted = (
  type: typeof scoringPolicyAdoptedV1 | typeof titlePolicyAdoptedV1,
  version: number,
  effectiveFrom = `202${version}-01-01`,
) => happened(type, { jurisdiction: '990100', version, effectiveFrom });

describe('the list of policies', () => {
  it('has a row a jurisdiction and context, with every version in order', () => {
    const spec = projectionSpec(policies).given([
      adopted(scoringPolicyAdoptedV1, 1),
      adopted(titlePolicyAdoptedV1, 1),
      adopted(scoringPolicyAdoptedV1, 2),
    ]);
    const version = (of: number) => ({ version: of, effectiveFrom: `202${of}-01-01`, adoptedAt: TEST_NOW });
    const of = { jurisdiction: '990100' };
    expect(spec.row('990100/assessment')).toEqual({
      ...of,
      context: 'assessment',
      versions: [version(1), version(2)],
    });
    expect(spec.row('990100/titles')).toEqual({ ...of, context: 'titles', versions: [version(1)] });
    expect(spec.indexes('990100/assessment')).toEqual({
      ...of,
      context: 'assessment',
      since: '2021-01-01',
    });
  });

  it('is found from the earliest day on, also where that was adopted later', () => {
    const spec = projectionSpec(policies).given([
      adopted(titlePolicyAdoptedV1, 1, '2206-01-01'),
      adopted(titlePolicyAdoptedV1, 2),
    ]);
    expect(spec.indexes('990100/titles')).toMatchObject({ since: '2022-01-01' });
  });
});
