import { cycleOpenedV1, scoringPolicyAdoptedV1 } from '../contracts/index.js';
import { publishCycles } from './publish-cycles.js';

const data = {
  cycleId: '990100-2021',
  jurisdiction: '990100',
  from: '2021-01-01',
  to: '2021-12-31',
  policy: { jurisdiction: '990000', version: 1 },
};

describe('what assessment publishes', () => {
  it('is the opening of a cycle with the policy version it pins', () => {
    expect(publishCycles({ type: 'CycleOpened', data })).toEqual([
      { type: cycleOpenedV1, key: '990100-2021', data },
    ]);
  });

  it('is the version and day of a policy, never its rules', () => {
    const adopted = {
      jurisdiction: '990100',
      version: 1,
      effectiveFrom: '2021-01-01',
      rules: { parts: [], items: [] },
    };
    expect(publishCycles({ type: 'ScoringPolicyAdopted', data: adopted })).toEqual([
      {
        type: scoringPolicyAdoptedV1,
        key: '990100',
        data: { jurisdiction: '990100', version: 1, effectiveFrom: '2021-01-01' },
      },
    ]);
  });
});
