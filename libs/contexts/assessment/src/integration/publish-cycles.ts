import type { Contract } from '#platform/projections';
import type { AssessmentEvent } from '../assessment.events.js';
import {
  cycleOpenedV1,
  type CycleOpenedV1,
  scoringPolicyAdoptedV1,
  type ScoringPolicyAdoptedV1,
} from '../contracts/index.js';

export type AssessmentContract =
  | Contract<typeof cycleOpenedV1, CycleOpenedV1>
  | Contract<typeof scoringPolicyAdoptedV1, ScoringPolicyAdoptedV1>;

export function publishCycles({ type, data }: AssessmentEvent): readonly AssessmentContract[] {
  switch (type) {
    case 'CycleOpened': {
      const { cycleId, jurisdiction, from, to, policy } = data;
      return [
        {
          type: cycleOpenedV1,
          key: cycleId,
          data: {
            cycleId,
            jurisdiction,
            from,
            to,
            policy: { jurisdiction: policy.jurisdiction, version: policy.version },
          },
        },
      ];
    }
    case 'ScoringPolicyAdopted': {
      const { jurisdiction, version, effectiveFrom } = data;
      const adopted = { jurisdiction, version, effectiveFrom };
      return [{ type: scoringPolicyAdoptedV1, key: jurisdiction, data: adopted }];
    }
  }
}
