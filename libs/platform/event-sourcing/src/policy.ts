import type { Command } from './command.js';
import { type Decider, type DomainEvent, DomainRejection } from './decider.js';

/** One version of a city's rules: in force from a date until the next version's. */
export interface PolicyVersion<Rules> {
  /** From 1, dense. */
  readonly version: number;
  /** `YYYY-MM-DD`, inclusive. */
  readonly effectiveFrom: string;
  readonly rules: Rules;
}

/** What every adopted policy event holds. */
export interface PolicyAdopted<Rules> extends PolicyVersion<Rules> {
  readonly jurisdiction: string;
}

export type PolicyVersions<Rules> = readonly PolicyVersion<Rules>[];

export interface ProposedPolicy<Rules> {
  readonly jurisdiction: string;
  readonly effectiveFrom: string;
  readonly rules: Rules;
}

export type PolicyRejection = 'effective-before-last-version' | 'no-policy-in-force';

/**
 * The life every policy has: versions that are never edited, of which none takes effect before the one in force. A
 * version replaces those adopted before it from its own day on: the one with its date, and those planned for later,
 * so that a slip in a date that has not come can be put right.
 */
export function policyDecider<Type extends string, Rules>(
  adopted: Type,
): Decider<Command<ProposedPolicy<Rules>>, PolicyVersions<Rules>, DomainEvent<Type, PolicyAdopted<Rules>>> {
  return {
    initialState: [],
    decide({ data, context }, versions) {
      const last = versions.at(-1);
      if (
        last?.effectiveFrom === data.effectiveFrom &&
        JSON.stringify(last.rules) === JSON.stringify(data.rules)
      )
        return [];
      const current = versionInForce(versions, context.today);
      if (current && data.effectiveFrom < current.effectiveFrom)
        throw new DomainRejection<PolicyRejection>('effective-before-last-version', {
          pointer: '/effectiveFrom',
          lastEffectiveFrom: current.effectiveFrom,
        });
      const { jurisdiction, effectiveFrom, rules } = data;
      return [{ type: adopted, data: { jurisdiction, version: versions.length + 1, effectiveFrom, rules } }];
    },
    evolve: (versions, { data: { version, effectiveFrom, rules } }) => [
      ...versions,
      { version, effectiveFrom, rules },
    ],
  };
}

/** The latest version whose effective date is not after `on`. */
export const versionInForce = <Rules>(
  versions: PolicyVersions<Rules>,
  on: string,
): PolicyVersion<Rules> | undefined => versions.findLast(({ effectiveFrom }) => effectiveFrom <= on);
