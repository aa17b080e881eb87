import { policyDecider } from '#platform/event-sourcing';
import type { NumberingPolicyAdopted, NumberingRules } from './numbering-policy.events.js';

/** How a jurisdiction's office numbers its documents. */
export const numberingPolicy = {
  life: policyDecider<NumberingPolicyAdopted['type'], NumberingRules>('NumberingPolicyAdopted'),
  streamOf: (jurisdiction: string): string => `documents.numbering-policy-${jurisdiction}`,
};
