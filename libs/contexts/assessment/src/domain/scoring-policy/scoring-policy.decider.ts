import { type PolicyRejection, policyDecider } from '#platform/event-sourcing';
import type { AdoptScoringPolicy } from './scoring-policy.commands.js';
import type { ScoringPolicyAdopted, ScoringRules } from './scoring-policy.events.js';
import { checkScoringRules, type ScoringRulesRejection } from './scoring-policy.rules.js';

export type ScoringPolicyRejection = PolicyRejection | ScoringRulesRejection;

const versions = policyDecider<ScoringPolicyAdopted['type'], ScoringRules>('ScoringPolicyAdopted');

const life: typeof versions = {
  ...versions,
  decide(command: AdoptScoringPolicy, state, facts) {
    checkScoringRules(command.data.rules);
    return versions.decide(command, state, facts);
  },
};

/** Which facts give or take how many points, in versions; a cycle pins the one in force when it begins. */
export const scoringPolicy = {
  life,
  streamOf: (jurisdiction: string): string => `assessment.scoring-policy-${jurisdiction}`,
};
